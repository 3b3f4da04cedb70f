// The form field of apps.core.admin.choosers.MultiChooser: rows chosen through Wagtail's
// chooser modal, each a hidden input with a remove button.
class MultiChooserController extends window.StimulusModule.Controller {
  static targets = ['rows', 'template', 'status'];

  static values = { url: String, name: String };

  choose() {
    window.ModalWorkflow({
      url: this.urlValue,
      urlParams: { multiple: 1 },
      onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
      responses: { chosen: (rows) => this.add(rows) },
    });
  }

  add(rows) {
    const present = new Set(
      [...this.rowsTarget.querySelectorAll('input')].map((input) => input.value),
    );
    rows
      .filter((row) => !present.has(row.id))
      .forEach((row) => this.rowsTarget.append(this.build(row)));
    this.changed(`${rows.map((row) => row.string).join(', ')} added`);
  }

  build(row) {
    const item = this.templateTarget.content.firstElementChild.cloneNode(true);
    const input = item.querySelector('input');
    input.value = row.id;
    item.querySelector('[data-text]').textContent = row.string;
    item.querySelector('button').setAttribute('aria-label', `Remove ${row.string}`);
    return item;
  }

  remove(event) {
    const item = event.currentTarget.closest('li');
    const text = item.querySelector('[data-text]').textContent;
    const next = item.nextElementSibling || item.previousElementSibling;
    item.remove();
    (next?.querySelector('button') || this.element.querySelector(':scope > button')).focus();
    this.changed(`${text} removed`);
  }

  changed(message) {
    this.statusTarget.textContent = message;
    this.rowsTarget.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

window.wagtail.app.register('multi-chooser', MultiChooserController);
