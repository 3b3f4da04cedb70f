// Shows the image that was just chosen for a cover, before it is sent.
document.addEventListener('change', (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== 'file') return;
  const box = input.closest('.q-coverinput');
  const [file] = input.files;
  if (!box || !file?.type.startsWith('image/')) return;
  const reader = new FileReader();
  reader.addEventListener('load', () => {
    let preview = box.querySelector('.q-coverinput__preview');
    if (!preview) {
      preview = document.createElement('img');
      preview.className = 'q-coverinput__preview';
      preview.width = 90;
      box.prepend(preview);
    }
    preview.alt = `The chosen image, ${file.name}`;
    preview.src = String(reader.result);
    const remove = box.querySelector('[type="checkbox"]');
    if (remove) remove.checked = false;
  });
  reader.readAsDataURL(file);
});
