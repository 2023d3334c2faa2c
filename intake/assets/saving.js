// Saves a page and goes on only once it is saved: on a bad line the page stays, with all that was
// typed, and says so. Whatever is no plain "saved" is left to the browser, which posts it again.

const PATIENCE = 30000; // milliseconds

async function post(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    return await fetch(location.href, {
      method: "POST", body, headers: { "X-Requested-With": "intake" }, signal: giveUp.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

function postPlainly(form, button) {
  if (button?.name) {
    const then = document.createElement("input");
    Object.assign(then, { type: "hidden", name: button.name, value: button.value });
    form.append(then);
  }
  form.submit(); // asks no listener
}

export function saveInPlace(form, whenSaved) {
  const told = form.querySelector("[data-saving]");
  let pressed; // for browsers whose event does not name the button
  let waiting = false;

  function wait(button) {
    const shown = button && !button.hidden ? button : form.querySelector(".nhsuk-button");
    const words = shown.textContent;
    waiting = true;
    told.textContent = "";
    shown.textContent = told.dataset.waiting;
    return (problem) => {
      waiting = false;
      shown.textContent = words;
      told.textContent = problem;
    };
  }

  // Not only in the form: the switch of languages stands above it.
  document.addEventListener("click", (event) => { pressed = event.target.closest("button"); });
  form.addEventListener("submit", async (event) => {
    const button = event.submitter ?? pressed;
    // These save nothing: the page comes back in another language, or with more filled in.
    if (button?.name === "language" || button?.value === "same") return;
    event.preventDefault();
    if (waiting) return;
    const done = wait(button);
    window.addEventListener("pageshow", () => done(""), { once: true });
    try {
      const reply = await post(form, button);
      if (reply.status >= 500) throw new Error("not saved");
      const onward = reply.headers.get("X-Go-To");
      if (onward === null) return postPlainly(form, button);
      whenSaved();
      location.assign(onward);
    } catch {
      done(told.dataset.failed);
    }
  });
}
