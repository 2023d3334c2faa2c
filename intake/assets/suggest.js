// Medicine names while typing. Anything may be typed; a name is only put in
// when the patient chooses it.
import accessibleAutocomplete from "accessible-autocomplete";

// With its defaults the list swallows the first tap on Continue and puts in a
// name that was merely highlighted: measured, so these settings stay.
const SAFE = { confirmOnBlur: false, showNoOptionsFound: false, minLength: 2 };
const PAUSE = 120; // milliseconds

function source(address, id) {
  let timer;
  let latest = 0;
  return (typed, populate) => {
    clearTimeout(timer);
    const mine = ++latest;
    timer = setTimeout(async () => {
      const names = await fetchNames(address, typed);
      // A late reply must not open the list over the next question.
      if (mine === latest && document.activeElement.id === id) populate(names);
    }, PAUSE);
  };
}

async function fetchNames(address, typed) {
  try {
    // Not in the address, which logs keep.
    const token = document.querySelector("[name=csrf_token]").value;
    const body = new URLSearchParams({ q: typed, csrf_token: token });
    const reply = await fetch(address, { method: "POST", body });
    return reply.ok ? await reply.json() : [];
  } catch {
    return []; // no network: the patient types on
  }
}

export function suggestNames(input) {
  const { id, name, value, className, selectionEnd } = input;
  const describedBy = input.getAttribute("aria-describedby");
  const typing = document.activeElement === input;
  const { how, found } = input.dataset; // where the page is not in English
  const words = how && {
    tAssistiveHint: () => how,
    tStatusQueryTooShort: () => "",
    tStatusNoResults: () => "",
    tStatusSelectedOption: (name, count, at) => `${name}, ${at + 1} / ${count}`,
    tStatusResults: (count) => `${found} ${count}`,
  };
  const place = document.createElement("div");
  input.replaceWith(place);
  accessibleAutocomplete({
    ...SAFE, ...words, element: place, id, name, defaultValue: typing ? "" : value,
    source: source(input.dataset.suggest, id),
    inputClasses: className, displayMenu: "overlay",
  });
  const made = document.getElementById(id);
  made.spellcheck = false;
  if (describedBy) keepDescribed(made, describedBy);
  if (typing) typeOn(made, value, selectionEnd);
}

// On a slow line the patient types before this script arrives: the new box takes
// over the words, the caret and the keyboard, and looks for names at once.
function typeOn(input, value, caret) {
  input.focus();
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  // Focused, the component selects all, and the next letter would replace it: after that.
  queueMicrotask(() => input.setSelectionRange(caret, caret));
}

// The component sets its own description; the hint and the error must stay in it.
function keepDescribed(input, ids) {
  const keep = () => {
    const now = input.getAttribute("aria-describedby") ?? "";
    if (!now.startsWith(ids)) input.setAttribute("aria-describedby", `${ids} ${now}`.trim());
  };
  new MutationObserver(keep).observe(input, { attributeFilter: ["aria-describedby"] });
  keep();
}
