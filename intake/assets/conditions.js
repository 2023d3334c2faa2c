// Shows and hides follow-ups while the patient answers. An element with
// data-when="name" is shown if that question's answer is one of the words in
// data-when-is, or a number above data-when-above. The server decides again.

function answersTo(form, name) {
  const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const asked = inputs.filter((input) => !input.closest("[data-when][hidden]"));
  return asked
    .filter((input) => !["radio", "checkbox"].includes(input.type) || input.checked)
    .map((input) => input.value.trim());
}

function holds(form, { when, whenIs, whenAbove }) {
  const answers = answersTo(form, when);
  if (whenAbove !== undefined) {
    return answers.some((answer) => Number(answer.replace(",", ".")) > Number(whenAbove));
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
