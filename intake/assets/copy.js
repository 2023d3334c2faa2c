// A button that copies the text of the element named by data-copy.
export function offerToCopy(button) {
  if (!navigator.clipboard) return; // plain HTTP on another machine: the link can be selected
  const text = document.getElementById(button.dataset.copy).textContent.trim();
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.copied;
  });
}
