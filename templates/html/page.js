(function () {
  'use strict';
  var form = document.getElementById('filter'), said = document.getElementById('said');
  var rows = Array.prototype.slice.call(document.querySelectorAll('#matrix tr[data-t]'));
  if (!form || rows.length === 0) { return; }
  form.hidden = false;
  var parts = {};
  Array.prototype.forEach.call(document.querySelectorAll('[data-c]'), function (part) {
    (parts[part.dataset.c] = parts[part.dataset.c] || []).push(part);
  });
  function value(name) { return form.elements[name] ? form.elements[name].value : ''; }
  function fits(token, want) {
    var found = /^(\d+)([a-z])(\d+)$/.exec(token);
    return found !== null && (want.c === '' || want.c === found[1]) && (want.v === '' || want.v === found[2]) &&
      (want.k === '' || want.k === found[3]);
  }
  function apply() {
    var want = { c: value('c'), v: value('v'), k: value('k') }, group = value('g');
    var any = want.c !== '' || want.v !== '' || want.k !== '', shown = 0;
    rows.forEach(function (row) {
      var on = (group === '' || group === row.dataset.g) &&
        (!any || row.dataset.t.split(' ').some(function (token) { return fits(token, want); }));
      parts[row.dataset.c].forEach(function (part) { part.hidden = !on; });
      shown += on ? 1 : 0;
    });
    Array.prototype.forEach.call(document.querySelectorAll('[data-f]'), function (part) {
      part.hidden = any && !fits(part.dataset.f, want);
    });
    Array.prototype.forEach.call(document.querySelectorAll('table.marks tbody'), function (body) {
      body.hidden = body.querySelectorAll('tr[data-c]:not([hidden])').length === 0;
    });
    said.textContent = form.dataset.said.replace('{n}', rows.length).replace('{m}', shown);
  }
  form.addEventListener('change', apply);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { window.setTimeout(apply, 0); });
  apply();
}());
