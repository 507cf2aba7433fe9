/* Forms that lose nothing: they warn before typing is left behind, keep drafts on this device, check the size of
   files before sending, and are sent once.

   <form data-guard>               warn before leaving with unsaved typing
   <form data-draft>               keep the text fields in this browser until they were sent and accepted
   <form data-forget-drafts>       signing out: forget every draft of this office
   <input type=file data-max-bytes="…">

   The words come from the page: <template id="form-words"> holds them in data attributes. */
(function () {
  var words = (document.getElementById("form-words") || { dataset: {} }).dataset;
  var place = "m-draft:" + (document.body.dataset.office || "") + ":";
  var DAYS_KEPT = 14;
  var leaving = false;
  var before = new WeakMap(); // form: what it held when the page came
  var sent = new WeakMap(); // form: whether it is on its way

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function store(act) {
    try {
      return act(localStorage);
    } catch (e) {
      return null; // storage is closed or full: the form works without drafts
    }
  }

  /* ---- what was typed ---- */

  function fields(form) {
    return all("textarea, input, select", form).filter(function (f) {
      return f.name && !/^(hidden|password|file|submit|button)$/.test(f.type) && !f.closest("[data-no-draft]");
    });
  }

  function values(form) {
    var typed = {};
    fields(form).forEach(function (f) {
      if (/^(checkbox|radio)$/.test(f.type)) {
        typed[f.name + "=" + f.value] = f.checked;
      } else {
        typed[f.name] = f.value;
      }
    });
    return JSON.stringify(typed);
  }

  function fill(form, kept) {
    var typed = JSON.parse(kept);
    // a table that grows makes room for what the draft holds
    form.dispatchEvent(new CustomEvent("m:restore", { detail: typed }));
    fields(form).forEach(function (f) {
      var key = /^(checkbox|radio)$/.test(f.type) ? f.name + "=" + f.value : f.name;
      if (!(key in typed)) return;
      if (typeof typed[key] === "boolean") f.checked = typed[key];
      else f.value = typed[key];
    });
  }

  function isDirty(form) {
    var files = all("input[type=file]", form).some(function (f) {
      return f.files.length > 0;
    });
    return files || values(form) !== before.get(form);
  }

  function keyOf(form) {
    var name = form.getAttribute("id") || all("form[data-draft]").indexOf(form);
    return place + location.pathname + "#" + name;
  }

  /* ---- drafts ---- */

  function offer(form, kept) {
    var strip = document.createElement("div");
    strip.className = "draft";
    strip.setAttribute("role", "status");
    var text = document.createElement("span");
    text.textContent = words.draft || "";
    strip.appendChild(text);
    [["restore", true], ["discard", false]].forEach(function (pair) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm " + (pair[1] ? "btn-line" : "btn-quiet");
      button.textContent = words[pair[0]] || "";
      button.addEventListener("click", function () {
        if (pair[1]) fill(form, kept);
        else forget(form);
        strip.remove();
      });
      strip.appendChild(button);
    });
    form.insertBefore(strip, form.firstChild);
  }

  function forget(form) {
    store(function (s) {
      s.removeItem(keyOf(form));
    });
  }

  function write(form) {
    store(function (s) {
      s.setItem(keyOf(form), JSON.stringify({ at: Date.now(), typed: values(form) }));
    });
  }

  function read(form) {
    return store(function (s) {
      var kept = JSON.parse(s.getItem(keyOf(form)));
      return kept && Date.now() - kept.at < DAYS_KEPT * 86400000 ? kept.typed : null;
    });
  }

  function drafting(form) {
    var kept = read(form);
    // a form that came back with errors already shows what was typed
    if (kept && !form.querySelector(".errsum") && kept !== before.get(form)) offer(form, kept);
    var timer;
    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(write, 400, form);
    });
  }

  /* A form on its way leaves a note. The page that its sending led to drops the draft, if that page was reached
     by a redirect, which is how every act answers, and is not the sign-in page. Any other page keeps the draft:
     what came was an error, or somebody went elsewhere. */
  function settle() {
    store(function (s) {
      var note = JSON.parse(s.getItem("m-sent"));
      if (!note) return;
      s.removeItem("m-sent");
      var began = performance.timeOrigin || performance.timing.navigationStart;
      var way = performance.getEntriesByType("navigation")[0];
      var isAnswer = Math.abs(began - note.at) < 2000 && way && way.redirectCount > 0;
      if (isAnswer && !document.querySelector("[data-keep-drafts]")) s.removeItem(note.key);
    });
  }

  /* ---- files ---- */

  function weigh(input) {
    var limit = Number(input.dataset.maxBytes || 0);
    var heavy = Array.prototype.slice.call(input.files).filter(function (f) {
      return limit && f.size > limit;
    });
    var note = input.parentNode.querySelector(".err.size");
    if (note) note.remove();
    input.setCustomValidity("");
    input.removeAttribute("aria-invalid");
    if (!heavy.length) return true;
    note = document.createElement("div");
    note.className = "err size";
    note.setAttribute("role", "alert");
    note.textContent = (words.tooLarge || "")
      .replace("{name}", heavy[0].name)
      .replace("{size}", (heavy[0].size / 1048576).toFixed(1))
      .replace("{limit}", (limit / 1048576).toFixed(0));
    input.insertAdjacentElement("afterend", note);
    input.setCustomValidity(note.textContent);
    input.setAttribute("aria-invalid", "true");
    return false;
  }

  /* ---- sending ---- */

  function send(event) {
    var form = event.target;
    if (event.defaultPrevented) return;
    var heavy = all("input[type=file][data-max-bytes]", form).filter(function (f) {
      return !weigh(f);
    });
    if (heavy.length) {
      event.preventDefault();
      heavy[0].focus();
      return;
    }
    if (sent.get(form)) {
      event.preventDefault();
      return;
    }
    if ((form.getAttribute("method") || "get").toLowerCase() !== "post" || form.hasAttribute("hx-post")) return;
    leaving = true;
    sent.set(form, true);
    if (form.hasAttribute("data-draft")) {
      write(form);
      store(function (s) {
        s.setItem("m-sent", JSON.stringify({ key: keyOf(form), at: Date.now() }));
      });
    }
    if (form.hasAttribute("data-forget-drafts")) {
      store(function (s) {
        Object.keys(s).forEach(function (key) {
          if (key.indexOf("m-draft:") === 0) s.removeItem(key);
        });
      });
    }
    // after the browser has collected the form, or the button that was pressed would not be sent
    setTimeout(function () {
      all("button[type=submit], button:not([type])", form).forEach(function (b) {
        b.setAttribute("aria-busy", "true");
        b.setAttribute("aria-disabled", "true");
      });
    }, 0);
  }

  all("form[data-guard], form[data-draft]").forEach(function (form) {
    before.set(form, form.querySelector(".errsum") ? "" : values(form));
  });
  settle();
  all("form[data-draft]").forEach(drafting);

  document.addEventListener("submit", send);
  document.addEventListener("change", function (event) {
    if (event.target.matches("input[type=file][data-max-bytes]")) weigh(event.target);
  });
  addEventListener("beforeunload", function (event) {
    if (leaving) return;
    if (all("form[data-guard]").some(isDirty)) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  // a page that comes back by the back button may be sent again
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    leaving = false;
    all("form").forEach(function (form) {
      sent.delete(form);
      all("[aria-busy]", form).forEach(function (b) {
        b.removeAttribute("aria-busy");
        b.removeAttribute("aria-disabled");
      });
    });
  });
})();
