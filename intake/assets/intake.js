// The form works without any of this; it only saves the patient effort.
import { Button, CharacterCount, Checkboxes, ErrorSummary, SkipLink } from "nhsuk-frontend";
import { offerToCopy } from "./copy.js";
import { showFollowUps } from "./conditions.js";
import { saveInPlace } from "./saving.js";
import { showOneCard } from "./signs.js";
import { clearEveryTab, forget, forgetAll, forgetOld, keepTyped, tellOfUnsent } from "./unsent.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary, SkipLink]) {
  for (const root of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    new Component(root);
  }
}
// The reply to a post: without this, Back and Reload ask whether to send it all once more.
const posted = document.querySelector("[data-posted]");
if (posted) history.replaceState(history.state, "", posted.dataset.posted || location.href);
const cleared = document.querySelector("[data-forget]");
if (cleared) forgetAll(cleared.dataset.forget);
clearEveryTab(cleared?.dataset.forget === "");
forgetOld();
for (const form of document.querySelectorAll("form[data-keep]")) {
  keepTyped(form);
  saveInPlace(form, () => forget(form));
}
for (const told of document.querySelectorAll("[data-unsent]")) {
  tellOfUnsent(told);
}
for (const form of document.querySelectorAll("form")) {
  showFollowUps(form);
  showOneCard(form);
}
for (const input of document.querySelectorAll("[data-suggest]")) {
  import("./suggest.js").then(({ suggestNames }) => suggestNames(input));
}
for (const form of document.querySelectorAll("[data-passkey]")) {
  import("./passkey.js").then(({ askForPasskey }) => askForPasskey(form));
}
for (const button of document.querySelectorAll("[data-copy]")) {
  offerToCopy(button);
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
