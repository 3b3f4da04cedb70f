// Says when the browser has no connection. What is typed stays on the page.
const banner = document.querySelector('[data-offline]');

function show() {
  if (banner) banner.hidden = navigator.onLine;
}

window.addEventListener('offline', show);
window.addEventListener('online', show);
show();
