/* A caption for each photo that was chosen, beside a small picture of it.

   <form data-captions="words before the number"> with <input type=file name=photos multiple> and <input name=caption> */
(function () {
  var form = document.querySelector("form[data-captions]");
  if (!form) return;
  var files = form.querySelector("input[type=file]");
  var one = form.querySelector("input[name=caption]");
  var box = document.createElement("div");
  box.setAttribute("data-captions-of", "");
  box.hidden = true;
  one.closest(".fields").insertAdjacentElement("afterend", box);

  files.addEventListener("change", function () {
    var several = files.files.length > 1;
    box.textContent = "";
    box.hidden = !several;
    one.disabled = several;
    one.closest(".fld").hidden = several;
    if (!several) return;
    Array.prototype.forEach.call(files.files, function (file, i) {
      var line = document.createElement("div");
      var look = document.createElement("img");
      var text = document.createElement("input");
      var words = form.dataset.captions + " " + (i + 1);
      line.className = "shot-cap";
      look.alt = "";
      var reader = new FileReader();
      reader.onload = function () {
        look.src = reader.result;
      };
      reader.readAsDataURL(file);
      text.name = "caption";
      text.className = "form-control";
      text.maxLength = 120;
      text.placeholder = words;
      text.setAttribute("aria-label", words);
      line.appendChild(look);
      line.appendChild(text);
      box.appendChild(line);
    });
  });
})();
