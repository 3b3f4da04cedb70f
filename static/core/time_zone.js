// Offers the browser's time zone where Questlog goes by another one.
document.querySelectorAll('[data-time-zone]').forEach((offer) => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === offer.dataset.timeZone) return;
  offer.querySelector('[data-browser-zone]').textContent = zone;
  const button = offer.querySelector('[data-use-zone]');
  button.value = zone;
  button.textContent = `Use ${zone}`;
  offer.hidden = false;
});
