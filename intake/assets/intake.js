// The form works without any of this; it only saves the patient effort.
import { Button, CharacterCount, Checkboxes, ErrorSummary, SkipLink } from "nhsuk-frontend";
import { offerToCopy } from "./copy.js";
import { showFollowUps } from "./conditions.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary, SkipLink]) {
  for (const root of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    new Component(root);
  }
}
for (const form of document.querySelectorAll("form")) {
  showFollowUps(form);
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
