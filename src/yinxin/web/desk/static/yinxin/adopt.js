/* Says how many of the measured values would fail a limit while it is being decided.

   <details data-adopt data-values="2.4 2.6" data-way="at_least|at_most|between"><input name=limit><input name=upper>
   <p data-fails="{failing} of {n} …"></p></details> */
(function () {
  document.querySelectorAll("[data-adopt]").forEach(function (box) {
    var values = box.dataset.values.split(" ").map(function (text) {
      return Number(text.replace(/,/g, ""));
    });
    var limit = box.querySelector("[name=limit]");
    var upper = box.querySelector("[name=upper]");
    var said = box.querySelector("[data-fails]");

    function count() {
      var low = box.dataset.way === "at_most" ? -Infinity : Number(limit.value);
      var high = { at_most: limit, between: upper }[box.dataset.way];
      var top = high ? Number(high.value) : Infinity;
      if (limit.value === "" || isNaN(low) || isNaN(top)) {
        said.textContent = "";
        return;
      }
      var failing = values.filter(function (value) {
        return value < low || value > top;
      }).length;
      said.textContent = said.dataset.fails.replace("{failing}", failing).replace("{n}", values.length);
    }

    box.addEventListener("input", count);
    count();
  });
})();
