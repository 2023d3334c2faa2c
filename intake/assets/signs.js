// What to do at once stands under the sign that was ticked last, once: it names the others too.

const CARD = ".app-now";

function cards(form) {
  return [...form.querySelectorAll(CARD)].filter((card) => {
    const input = card.parentElement.parentElement.querySelector("input");
    return input.checked && !card.closest("[data-when][hidden]");
  });
}

// In the patient's words: a tick's own, of a radio button ("Not yet") what was asked.
function sign(card) {
  const item = card.parentElement.parentElement;
  const words = item.querySelector("[type=radio]") ? card.closest("fieldset").querySelector("legend") : item.querySelector("label");
  return words.textContent.trim();
}

function name(card, signs) {
  card.querySelector("ul")?.remove();
  if (signs.length < 2) return;
  const list = document.createElement("ul");
  list.className = "nhsuk-list nhsuk-list--bullet";
  for (const one of signs) list.appendChild(document.createElement("li")).textContent = one;
  card.append(list);
}

export function showOneCard(form) {
  const update = (event) => {
    const shown = cards(form);
    for (const kind of ["emergency", "ring"]) {
      const own = shown.filter((one) => one.classList.contains(`app-now--${kind}`));
      const touched = own.find((one) => one.parentElement.parentElement.contains(event?.target));
      const before = own.find((one) => "first" in one.dataset);
      const first = touched ?? before ?? own[0];
      for (const one of form.querySelectorAll(`.app-now--${kind}`)) {
        one.hidden = own.length > 1 && one !== first;
        one.toggleAttribute("data-first", one === first);
        name(one, one === first ? own.map(sign) : []);
      }
    }
    // At the very edge of the screen.
    const under = event?.target.parentElement?.querySelector(CARD);
    if (under?.checkVisibility?.()) under.scrollIntoView({ block: "nearest" });
  };
  if (!form.querySelector(CARD)) return;
  form.addEventListener("change", update);
  window.addEventListener("pageshow", () => update());
  update();
}
