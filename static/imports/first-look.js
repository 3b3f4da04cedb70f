// Tells what a file is taken for while it is being chosen: its beginning is sent to
// Questlog, which knows the formats. Without an answer the form works as ever.
(() => {
  const BEGINNING = 64 * 1024;
  const told = document.querySelector('[data-first-look]');
  const form = told?.closest('form');
  if (!form) return;

  const { upload, as_format: format } = form.elements;
  let asked = 0;

  const say = (text, isProblem = false) => {
    told.textContent = text;
    told.classList.toggle('import-first-look--problem', isProblem);
  };

  const look = async () => {
    asked += 1;
    const mine = asked;
    const [file] = upload.files;
    if (!file) return say('');
    const body = new FormData();
    body.set('head', file.slice(0, BEGINNING), 'head');
    body.set('name', file.name);
    body.set('size', file.size);
    body.set('as_format', format.value);
    try {
      const answer = await fetch(told.dataset.firstLook, {
        method: 'POST',
        body,
        headers: { 'X-CSRFToken': form.elements.csrfmiddlewaretoken.value },
      });
      const found = answer.ok ? await answer.json() : { message: '' };
      // A file chosen meanwhile has its own answer.
      if (mine === asked) say(found.message, found.is_problem);
    } catch {
      if (mine === asked) say('');
    }
    return undefined;
  };

  upload.addEventListener('change', look);
  format.addEventListener('change', look);
})();
