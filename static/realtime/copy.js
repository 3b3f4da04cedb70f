// Buttons that copy a field: <button data-copy="#field">. The clipboard's own interface
// is there on https:// and localhost only; elsewhere the field is selected and copied.
async function copyField(button) {
  const field = document.querySelector(button.dataset.copy);
  const said = button.parentElement.querySelector('[data-copied]');
  field.select();
  let done;
  try {
    await navigator.clipboard.writeText(field.value);
    done = true;
  } catch {
    done = document.execCommand('copy');
  }
  said.textContent = done ? 'Copied.' : 'Selected. Copy it with your keyboard.';
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) copyField(button);
});
