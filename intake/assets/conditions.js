// Shows and hides follow-ups while the patient answers. An element with
// data-when="name" is shown if that question's answer is one of the words in
// data-when-is, or a number (of ticks) above data-when-above, or a date of birth of somebody
// younger than data-when-younger, or a date that may be before or after the two days of
// data-when-unclear. The server decides again.
import { range, yearsSince } from "./dates.js";

function answersTo(form, name) {
  const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const asked = inputs.filter((input) => !input.closest("[data-when][hidden]"));
  return asked
    .filter((input) => !["radio", "checkbox"].includes(input.type) || input.checked)
    .map((input) => input.value.trim());
}

function isYounger(form, when, years) {
  const parts = ["day", "month", "year"].map((part) => answersTo(form, `${when}-${part}`)[0] ?? "");
  const born = parts.join(" ").trim();
  return born !== "" && (yearsSince(born) ?? (/\d{4}/.test(born) ? 0 : years)) < years;
}

function isUnclear(typed, days) {
  const [from, to] = range(typed ?? "") ?? [];
  const [first, last] = days.split(" ");
  return !from || !last || (from <= last && first <= to);
}

// The greatest number in what was typed: 3 of "2-3 cups".
function most(typed) {
  return Math.max(...(typed.replaceAll(",", ".").match(/\d*\.?\d+/g) ?? []).map(Number));
}

function holds(form, { when, whenIs, whenAbove, whenYounger, whenUnclear }) {
  if (whenYounger !== undefined) return isYounger(form, when, Number(whenYounger));
  const answers = answersTo(form, when);
  if (whenUnclear !== undefined) return isUnclear(answers[0], whenUnclear);
  if (whenAbove !== undefined && form.querySelector(`[name="${CSS.escape(when)}"][type=checkbox]`)) {
    return answers.length > Number(whenAbove);
  }
  if (whenAbove !== undefined) {
    return answers.some((answer) => most(answer) > Number(whenAbove));
  }
  const wanted = whenIs.split(" ");
  return answers.some((answer) => wanted.includes(answer));
}

export function showFollowUps(form) {
  const followUps = [...form.querySelectorAll("[data-when]")];
  if (!followUps.length) return;
  // In the form's order, so that a hidden follow-up hides its own follow-ups too.
  const update = () => followUps.forEach((one) => { one.hidden = !holds(form, one.dataset); });
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  window.addEventListener("pageshow", update); // the browser may restore answers late
  update();
}
