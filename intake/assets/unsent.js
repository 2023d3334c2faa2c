// What is typed and not saved yet stays in this tab until the server has it, so that a lost
// line, Reload or the browser's Back lose nothing. It never leaves the tab, and goes after two hours.

const PREFIX = "unsent ";
const LIVES = 2 * 60 * 60 * 1000; // milliseconds
const DRAWN_FROM = ["seen", "start", "entry"]; // tells the server which answers were on the page
const FINISHED = "finished";

const keyOf = (form) => `${PREFIX}${form.dataset.keep} ${location.pathname}`;

function store() {
  try {
    return window.sessionStorage;
  } catch {
    return undefined; // switched off: the form works as it does without a script
  }
}

function read(key) {
  try {
    const kept = JSON.parse(store().getItem(key));
    return kept && Date.now() - kept.at < LIVES ? kept : undefined;
  } catch {
    return undefined;
  }
}

function typedIn(form) {
  const pairs = [...new FormData(form)];
  return pairs.filter(([name]) => !["csrf_token", "then", ...DRAWN_FROM].includes(name));
}

function keep(form) {
  const from = DRAWN_FROM.map((name) => [name, form.elements[name]?.value]);
  const kept = { at: Date.now(), typed: typedIn(form), from };
  try {
    store()?.setItem(keyOf(form), JSON.stringify(kept));
  } catch {
    // full: as without a script
  }
}

function restore(form) {
  const kept = read(keyOf(form));
  if (!kept || JSON.stringify(kept.typed) === JSON.stringify(typedIn(form))) return false;
  const left = [...kept.typed];
  const taken = (name, value) => {
    const place = left.findIndex((pair) => pair[0] === name && (value ?? pair[1]) === pair[1]);
    return place < 0 ? undefined : left.splice(place, 1)[0][1];
  };
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea")) {
    if (["checkbox", "radio"].includes(field.type)) {
      field.checked = taken(field.name, field.value) !== undefined;
    } else {
      field.value = taken(field.name) ?? "";
    }
  }
  for (const [name, value] of kept.from) {
    if (form.elements[name] && value !== undefined) form.elements[name].value = value;
  }
  return true;
}

// What came back is seen: a folded part that holds some of it stands open, and a new entry says
// so, as it may be about another thing than the one that is to be added now.
function showRestored(form) {
  for (const folded of form.querySelectorAll("details")) {
    folded.open ||= [...folded.querySelectorAll("input, textarea")].some(isFilled);
  }
  const told = form.querySelector("[data-restored]");
  if (!told) return;
  told.hidden = false;
  told.querySelector("button").addEventListener("click", () => {
    forget(form);
    location.reload();
  });
}

function isFilled(field) {
  return ["checkbox", "radio"].includes(field.type) ? field.checked : field.value !== "";
}

// On pages that ask nothing: says that some words are in this tab alone, and leads to them.
export function tellOfUnsent(told) {
  const begins = `${PREFIX}${told.dataset.unsent} `;
  const update = () => {
    const isTyped = (one) => read(one)?.typed.some(([, value]) => value !== "");
    const key = Object.keys(store() ?? {}).find((one) => one.startsWith(begins) && isTyped(one));
    told.hidden = key === undefined;
    if (key) told.querySelector("a").href = key.slice(begins.length);
  };
  window.addEventListener("pageshow", update); // the browser may show the page as it was
  update();
}

export function forget(form) {
  store()?.removeItem(keyOf(form));
}

export function forgetAll(handle) {
  for (const key of Object.keys(store() ?? {})) {
    if (key.startsWith(`${PREFIX}${handle}`)) store().removeItem(key);
  }
}

// What is too old goes, and an entry that stands on the list by now.
export function forgetOld() {
  for (const key of Object.keys(store() ?? {}).filter((one) => one.startsWith(PREFIX))) {
    const entry = Object.fromEntries(read(key)?.from ?? []).entry;
    const listed = entry && document.querySelector(`a[href*="/${CSS.escape(entry)}"]`);
    if (!read(key) || listed) store().removeItem(key);
  }
}

export function keepTyped(form) {
  if (form.hasAttribute("data-typed")) keep(form); // the reply to a post shows what was typed
  else if (restore(form)) showRestored(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("change", () => keep(form));
}

// "Finish and clear this phone" reaches what stands open in other tabs.
export function clearEveryTab(finished) {
  if (!window.BroadcastChannel) return;
  const channel = new BroadcastChannel("intake");
  if (finished) channel.postMessage(FINISHED);
  channel.addEventListener("message", ({ data }) => {
    if (data !== FINISHED || finished) return;
    forgetAll("");
    location.replace("/finished");
  });
}
