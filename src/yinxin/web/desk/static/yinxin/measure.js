/* The quick table of measurements: rows grow, Enter goes down, cells from Excel can be pasted, drafts come back whole.

   <form data-measure data-most="100"><div data-rows><div data-row>…<button data-remove-row>…</div></div>
   <button data-add-row>  <span data-full="words when no row is left"></span></form>

   A new row takes over what the row above says but for its value and sample; as long as nobody typed into it, it is
   not sent. */
(function () {
  var form = document.querySelector("form[data-measure]");
  if (!form) return;
  var box = form.querySelector("[data-rows]");
  var full = form.querySelector("[data-full]");
  var most = Number(form.dataset.most);
  var CELLS = ["item", "value", "unit", "sample", "measured_on", "instrument", "method"];
  var COPIED = ["item", "unit", "measured_on", "instrument", "method"];

  function rows() {
    return Array.prototype.slice.call(box.querySelectorAll("[data-row]"));
  }

  function cell(row, name) {
    return row.querySelector("[name$='-" + name + "']");
  }

  function nameOf(field) {
    return field.name.slice(field.name.indexOf("-") + 1);
  }

  function renumber(row, n) {
    CELLS.forEach(function (name) {
      var field = cell(row, name);
      field.name = n + "-" + name;
      field.id = "id_" + n + "-" + name;
      field.parentNode.querySelector("label").htmlFor = field.id;
    });
  }

  function next() {
    return (
      Math.max.apply(
        null,
        rows().map(function (row) {
          return parseInt(cell(row, "item").name, 10);
        })
      ) + 1
    );
  }

  function add() {
    var all = rows();
    if (all.length >= most) {
      full.textContent = full.dataset.full;
      return null;
    }
    var last = all[all.length - 1];
    var row = last.cloneNode(true);
    row.classList.remove("bad");
    row.querySelectorAll(".err").forEach(function (err) {
      err.remove();
    });
    renumber(row, next());
    CELLS.forEach(function (name) {
      var field = cell(row, name);
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      field.value = COPIED.indexOf(name) < 0 ? "" : cell(last, name).value;
    });
    row.dataset.copied = "1";
    box.appendChild(row);
    return row;
  }

  function isEmpty(row) {
    return CELLS.every(function (name) {
      return name === "measured_on" || !cell(row, name).value;
    });
  }

  /* A day as a calendar field takes it; Excel copies it as it shows it. */
  function day(text) {
    var found = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(text);
    return found ? found[1] + "-" + ("0" + found[2]).slice(-2) + "-" + ("0" + found[3]).slice(-2) : text;
  }

  function put(field, text) {
    field.value = nameOf(field) === "measured_on" ? day(text) : text.trim();
    field.closest("[data-row]").removeAttribute("data-copied");
  }

  function paste(event) {
    var text = (event.clipboardData || { getData: String }).getData("text");
    if (!event.target.closest("[data-row]") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    var from = rows().indexOf(event.target.closest("[data-row]"));
    var left = CELLS.indexOf(nameOf(event.target));
    text.replace(/\r?\n$/, "").split(/\r?\n/).forEach(function (line, i) {
      var row = rows()[from + i] || add();
      if (!row) return;
      line.split("\t").forEach(function (part, j) {
        if (left + j < CELLS.length) put(cell(row, CELLS[left + j]), part);
      });
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  form.addEventListener("paste", paste);
  form.addEventListener("input", function (event) {
    var row = event.target.closest && event.target.closest("[data-row]");
    if (row) row.removeAttribute("data-copied");
  });
  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    var row = event.target.closest("[data-row]");
    if (!row || event.target.tagName === "BUTTON") return;
    event.preventDefault();
    var all = rows();
    var below = all[all.indexOf(row) + 1];
    // the empty rows that came with the page take over what the row above says, as new ones do
    if (below && isEmpty(below)) {
      COPIED.forEach(function (name) {
        cell(below, name).value = cell(row, name).value;
      });
      below.dataset.copied = "1";
    }
    below = below || add();
    if (!below) return;
    var field = cell(below, nameOf(event.target));
    field.focus();
    if (field.select) field.select();
  });
  form.addEventListener("click", function (event) {
    if (event.target.closest("[data-add-row]")) {
      var row = add();
      if (row) cell(row, "value").focus();
    }
    var off = event.target.closest("[data-remove-row]");
    if (!off) return;
    if (rows().length === 1) add();
    off.closest("[data-row]").remove();
    full.textContent = "";
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // a draft may hold more rows than the page came with
  form.addEventListener("m:restore", function (event) {
    Object.keys(event.detail).forEach(function (key) {
      var n = parseInt(key, 10);
      if (isNaN(n) || cell(form, "item").form.elements[key]) return;
      var row = add();
      if (row) {
        renumber(row, n);
        row.removeAttribute("data-copied");
      }
    });
  });
  form.addEventListener("submit", function () {
    rows().forEach(function (row) {
      if (!row.dataset.copied) return;
      row.querySelectorAll("input, select").forEach(function (field) {
        field.disabled = true;
      });
    });
  });
  addEventListener("pageshow", function () {
    form.querySelectorAll("[data-row] :disabled").forEach(function (field) {
      field.disabled = false;
    });
  });
  var first = form.querySelector("[aria-invalid=true]") || cell(rows()[0], "item");
  if (matchMedia("(min-width: 62rem)").matches) first.focus();
})();
