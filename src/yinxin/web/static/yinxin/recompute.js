/* Recomputes a draw by lot from its public record, in the reader's browser, and compares.

   <section data-recompute="record.json" data-agrees="…" data-differs="…" …>
     <button data-start> <p data-said> <li data-check="list|inclusion|key|selection|page">  [data-steps] tbody

   It needs md5 and sha256 (vendored). Nothing is believed but the lines of the list, the entry and the value: the
   root is worked out from the entry, the key from root and value, whoever is drawn from the key. */
(function () {
  var section = document.querySelector("[data-recompute]");
  if (!section) return;
  var words = section.dataset;
  var agreesAll;

  function bytes(hex) {
    return (hex.match(/../g) || []).map(function (pair) {
      return parseInt(pair, 16);
    });
  }

  /* RFC 8785: keys in order, no spaces. */
  function canonical(value) {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    var pairs = Object.keys(value)
      .sort()
      .map(function (name) {
        return JSON.stringify(name) + ":" + canonical(value[name]);
      });
    return "{" + pairs.join(",") + "}";
  }

  /* RFC 6962: a leaf is hashed after a 0, two nodes after a 1. */
  function root(record) {
    var leaf = Array.from(new TextEncoder().encode(record.entry.leaf));
    var node = sha256([0].concat(leaf));
    var place = JSON.parse(record.entry.leaf).seq - 1;
    var last = record.checkpoint.size - 1;
    record.checkpoint.proof.forEach(function (beside) {
      while (place === last && place % 2 === 0 && place > 0) {
        place /= 2;
        last /= 2;
      }
      var pair = place % 2 ? [beside, node] : [node, beside];
      node = sha256([1].concat(bytes(pair[0]), bytes(pair[1])));
      place = Math.floor(place / 2);
      last = Math.floor(last / 2);
    });
    return node;
  }

  /* The numbers of a value as RFC 3797 writes them: in order, without idle zeros, a point after the whole part. */
  function numbers(value) {
    var found = (value.normalize("NFKC").match(/\d+(\.\d+)?/g) || []).map(function (text) {
      var parts = text.split(".");
      return { whole: parts[0].replace(/^0+(?=\d)/, ""), fraction: (parts[1] || "").replace(/0+$/, "") };
    });
    found.sort(function (a, b) {
      if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
      if (a.whole !== b.whole) return a.whole < b.whole ? -1 : 1;
      return a.fraction < b.fraction ? -1 : a.fraction > b.fraction ? 1 : 0;
    });
    return found
      .map(function (number) {
        return number.whole + "." + number.fraction;
      })
      .join("");
  }

  function source(text) {
    return text.normalize("NFKD").toUpperCase().replace(/[^A-Z0-9]/g, "") + "/";
  }

  /* A hash is a number of 128 bits: its remainder is taken byte by byte. */
  function remainder(hash, divisor) {
    return bytes(hash).reduce(function (rest, byte) {
      return (rest * 256 + byte) % divisor;
    }, 0);
  }

  function drawn(record, key) {
    var gone = {};
    var steps = [];
    record.strata.forEach(function (stratum) {
      var sourceKey = key + source(stratum.code);
      for (var index = 0; index < stratum.seats; index++) {
        var left = record.candidates.filter(function (each) {
          return each.strata.indexOf(stratum.code) >= 0 && !gone[each.ordinal];
        });
        var tickets = left.reduce(function (sum, each) {
          return sum + each.weight;
        }, 0);
        var ends = String.fromCharCode(index >> 8, index & 255);
        var message = (ends + sourceKey + ends).split("").map(function (sign) {
          return sign.charCodeAt(0);
        });
        var hash = md5(message).toUpperCase();
        var ticket = remainder(hash, tickets);
        var count = ticket;
        var taken = left.find(function (each) {
          count -= each.weight;
          return count < 0;
        });
        gone[taken.ordinal] = true;
        steps.push({ stratum: stratum.code, md5: hash, tickets: tickets, ticket: ticket, ordinal: taken.ordinal });
      }
    });
    return steps;
  }

  function element(name, text, look) {
    var made = document.createElement(name);
    made.textContent = text;
    if (look) made.className = look;
    return made;
  }

  function say(check, agrees, computed, stated) {
    var item = section.querySelector('[data-check="' + check + '"]');
    if (!item) return;
    item.querySelectorAll(".result").forEach(function (old) {
      old.remove();
    });
    item.classList.toggle("ok", agrees === true);
    item.classList.toggle("bad", agrees === false);
    var result = element("div", "", "result");
    result.appendChild(element("strong", agrees === null ? words.open : agrees ? words.agrees : words.differs));
    result.appendChild(element("div", computed, "mono hash"));
    if (agrees === false && stated) result.appendChild(element("div", "≠ " + stated, "mono hash"));
    item.appendChild(result);
    agreesAll = agreesAll && agrees !== false;
  }

  function name(code) {
    var group = document.querySelector('[data-group="' + CSS.escape(code) + '"]');
    return group ? group.dataset.name : code;
  }

  function show(steps, stated) {
    var place = section.querySelector("[data-steps]");
    var rows = place.querySelector("tbody");
    rows.textContent = "";
    steps.forEach(function (step, index) {
      var same = stated[index] && stated[index].ordinal === step.ordinal && stated[index].md5 === step.md5;
      var row = rows.appendChild(document.createElement("tr"));
      var cell = row.appendChild(element("td", name(step.stratum)));
      cell.appendChild(element("div", step.md5, "mono hash muted"));
      row.appendChild(element("td", step.ticket + " / " + step.tickets, "r num nowrap"));
      row.appendChild(element("td", step.ordinal, "r num"));
      row.appendChild(element("td", same ? words.agrees : words.differs, same ? "c-ok" : "c-bad"));
    });
    place.hidden = false;
  }

  function ordinals(steps) {
    return steps.map(function (step) {
      return step.ordinal;
    });
  }

  function compare(record) {
    agreesAll = true;
    var leaf = JSON.parse(record.entry.leaf);
    var list = sha256(canonical({ candidates: record.candidates }));
    var bound = canonical(leaf.facts.strata) === canonical(record.strata) && leaf.subject === "draw/" + record.number;
    say("list", list === leaf.facts.list_sha256 && bound, list, leaf.facts.list_sha256);
    if (!record.checkpoint) {
      say("inclusion", null, "");
      return;
    }
    var top = root(record);
    var noted = bytes(record.checkpoint.root)
      .map(function (byte) {
        return String.fromCharCode(byte);
      })
      .join("");
    var inNote = record.checkpoint.note.split("\n")[2] === btoa(noted);
    say("inclusion", top === record.checkpoint.root && inNote, top, record.checkpoint.root);
    if (record.state !== "drawn") return;
    var key = source(top) + numbers(record.value) + "/";
    say("key", key === record.key, key, record.key);
    var steps = drawn(record, key);
    var stated = [].concat.apply(
      [],
      record.selection.map(function (part) {
        return part.steps;
      })
    );
    show(steps, stated);
    var mine = ordinals(steps).join(", ");
    say("selection", mine === ordinals(stated).join(", "), mine, ordinals(stated).join(", "));
    var marked = Array.from(document.querySelectorAll("[data-drawn]"), function (row) {
      return Number(row.dataset.drawn);
    });
    var sorted = ordinals(steps).sort(function (a, b) {
      return a - b;
    });
    say("page", sorted.join(", ") === marked.join(", "), sorted.join(", "), marked.join(", "));
  }

  section.querySelector("[data-start]").addEventListener("click", function () {
    var said = section.querySelector("[data-said]");
    fetch(words.recompute, { headers: { Accept: "application/json" }, cache: "no-store" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then(
        function (record) {
          compare(record);
          said.textContent = agreesAll ? words.all : words.some;
          said.className = "draw-said " + (agreesAll ? "ok" : "bad");
        },
        function () {
          said.textContent = words.failed;
          said.className = "draw-said bad";
        }
      );
  });
})();
