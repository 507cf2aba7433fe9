/* Charts over ECharts. Each takes its figures from the JSON beside it, which is also the table below it:
   {"columns": [heading of the rows, series…], "rows": [[name, number…]…], "marks": [{"x": name, "text": words}…]}

   Kinds: stacked (rows lie down, series in order of stages), funnel (one series, the first row is the whole),
   line (the first series is drawn, marks point at a row), bars (series side by side).
   No words are made here. The tooltip is drawn by the chart itself: the Content-Security-Policy refuses style
   attributes. */
(function () {
  var drawn = new Map();
  var LIGHT = {
    stages: ["#aab4c3", "#5b9bd5", "#d9a53a", "#cf6a32", "#1f8a57", "#7a5ea8"],
    labels: ["#16233b", "#10233d", "#2a1d00", "#ffffff", "#ffffff", "#ffffff"],
    blue: "#2f74bd",
    green: "#1f8a57",
    line: "#0f56a4",
    area: "rgba(15,86,164,.08)",
    second: "#b4531f",
    shade: "rgba(15,86,164,.06)",
  };
  var DARK = {
    stages: ["#5b6b82", "#5fa4e6", "#e8bd6a", "#ef8d5b", "#5cc08b", "#b79be6"],
    labels: ["#ffffff", "#0a1a2e", "#0a1a2e", "#0a1a2e", "#0a1a2e", "#0a1a2e"],
    blue: "#4d8fd6",
    green: "#5cc08b",
    line: "#5fa4e6",
    area: "rgba(95,164,230,.14)",
    second: "#ef8d5b",
    shade: "rgba(255,255,255,.05)",
  };

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function look() {
    var dark = document.documentElement.getAttribute("data-bs-theme") === "dark";
    var rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    return Object.assign({}, dark ? DARK : LIGHT, {
      text: colour("--m-text"),
      muted: colour("--m-muted"),
      rule: colour("--m-line"),
      card: colour("--m-card"),
      soft: colour("--m-mute-soft"),
      bad: colour("--m-bad"),
      badSolid: colour("--m-bad-solid"),
      font: getComputedStyle(document.body).fontFamily,
      small: Math.round(12 * rem),
      size: Math.round(13 * rem),
      large: Math.round(14 * rem),
    });
  }

  function axis(c, options) {
    return Object.assign(
      {
        axisLine: { lineStyle: { color: c.rule } },
        axisTick: { show: false },
        axisLabel: { color: c.muted, fontSize: c.small },
        splitLine: { lineStyle: { color: c.rule, type: [3, 4] } },
      },
      options
    );
  }

  function frame(c, options) {
    var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return Object.assign(
      {
        animation: !calm,
        animationDuration: 500,
        textStyle: { fontFamily: c.font, color: c.text },
        aria: { enabled: false },
        tooltip: {
          trigger: "axis",
          renderMode: "richText",
          confine: true,
          backgroundColor: c.card,
          borderColor: c.rule,
          textStyle: { color: c.text, fontFamily: c.font, fontSize: c.size },
          axisPointer: { type: "shadow", shadowStyle: { color: c.shade } },
        },
      },
      options
    );
  }

  function legend(c, options) {
    return Object.assign(
      { itemWidth: 12, itemHeight: 12, itemGap: 16, textStyle: { color: c.text, fontSize: c.size } },
      options
    );
  }

  function names(data) {
    return data.rows.map(function (row) {
      return row[0];
    });
  }

  function column(data, i) {
    return data.rows.map(function (row) {
      return row[i];
    });
  }

  function series(data, make) {
    return data.columns.slice(1).map(function (name, i) {
      return Object.assign({ name: name, data: column(data, i + 1) }, make(i));
    });
  }

  var kinds = {
    stacked: function (data, c, box) {
      var narrow = box.clientWidth < 480;
      return frame(c, {
        color: c.stages,
        legend: legend(c, { bottom: 0 }),
        grid: { left: 4, right: 8, top: 8, bottom: narrow ? 58 : 34, containLabel: true },
        xAxis: axis(c, { type: "value", minInterval: 1, axisLabel: { show: false } }),
        yAxis: axis(c, {
          type: "category",
          data: names(data),
          inverse: true,
          axisLabel: { color: c.text, fontSize: c.large },
          splitLine: { show: false },
        }),
        series: series(data, function (i) {
          return {
            type: "bar",
            stack: "all",
            barMaxWidth: 26,
            data: column(data, i + 1).map(function (n) {
              return n || null;
            }),
            itemStyle: { borderColor: c.card, borderWidth: 1.5, borderRadius: 3 },
            label: { show: true, color: c.labels[i % c.labels.length], fontSize: c.size, fontWeight: 600 },
          };
        }),
      });
    },

    funnel: function (data, c) {
      var whole = data.rows.length ? data.rows[0][1] : 0;
      return frame(c, {
        tooltip: { show: false },
        grid: { left: 4, right: 84, top: 4, bottom: 4, containLabel: true },
        xAxis: { show: false, type: "value", max: whole || 1 },
        yAxis: axis(c, {
          type: "category",
          inverse: true,
          data: names(data),
          axisLine: { show: false },
          axisLabel: { color: c.text, fontSize: c.size },
        }),
        series: [
          {
            type: "bar",
            barMaxWidth: 24,
            showBackground: true,
            backgroundStyle: { color: c.soft, borderRadius: 4 },
            itemStyle: {
              borderRadius: 4,
              color: function (p) {
                return p.dataIndex === data.rows.length - 1 ? c.green : c.blue;
              },
            },
            data: column(data, 1),
            label: {
              show: true,
              position: "right",
              distance: 8,
              fontSize: c.size,
              color: c.text,
              formatter: function (p) {
                return p.dataIndex && whole ? p.value + " · " + Math.round((p.value / whole) * 100) + "%" : String(p.value);
              },
            },
          },
        ],
      });
    },

    line: function (data, c) {
      var x = names(data);
      var marks = (data.marks || []).map(function (mark) {
        var i = x.indexOf(mark.x);
        return { coord: [i, data.rows[i][1]], value: mark.text };
      });
      return frame(c, {
        legend: legend(c, { top: 0, right: 0, itemWidth: 14, itemHeight: 8 }),
        grid: { left: 4, right: 22, top: 36, bottom: 4, containLabel: true },
        xAxis: axis(c, {
          type: "category",
          boundaryGap: false,
          data: x,
          axisLabel: { color: c.muted, fontSize: c.small, hideOverlap: true },
        }),
        yAxis: axis(c, { type: "value", splitNumber: 4, minInterval: 1, axisLine: { show: false } }),
        series: [
          {
            name: data.columns[1],
            type: "line",
            smooth: 0.25,
            showSymbol: x.length < 3,
            lineStyle: { width: 2.5, color: c.line },
            itemStyle: { color: c.line },
            areaStyle: { color: c.area },
            data: column(data, 1),
            markPoint: {
              symbol: "circle",
              symbolSize: 9,
              itemStyle: { color: c.badSolid, borderColor: c.card, borderWidth: 2 },
              label: {
                show: true,
                position: "left",
                distance: 8,
                color: c.bad,
                fontSize: c.small,
                fontWeight: 600,
                formatter: function (p) {
                  return p.data.value;
                },
              },
              data: marks,
            },
          },
        ],
      });
    },

    bars: function (data, c) {
      return frame(c, {
        color: [c.blue, c.second, c.green],
        legend: legend(c, { top: 0, right: 0 }),
        grid: { left: 4, right: 4, top: 36, bottom: 4, containLabel: true },
        xAxis: axis(c, {
          type: "category",
          data: names(data),
          axisLabel: { color: c.muted, fontSize: c.small, hideOverlap: true },
        }),
        yAxis: axis(c, { type: "value", minInterval: 1, axisLine: { show: false } }),
        series: series(data, function (i) {
          // the second series is hatched: colour never speaks alone
          var hatch = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -0.8, color: "rgba(255,255,255,.55)" };
          return {
            type: "bar",
            barMaxWidth: 14,
            itemStyle: Object.assign({ borderRadius: [3, 3, 0, 0] }, i === 1 ? { decal: hatch } : {}),
          };
        }),
      });
    },
  };

  function table(box) {
    return document.getElementById(box.id + "-table");
  }

  function draw(box) {
    var data = JSON.parse(document.getElementById(box.id + "-data").textContent);
    if (drawn.has(box)) drawn.get(box).dispose();
    var chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption(kinds[box.dataset.chart](data, look(), box));
    drawn.set(box, chart);
  }

  var boxes = Array.prototype.slice.call(document.querySelectorAll("[data-chart]"));

  function redraw() {
    boxes.forEach(function (box) {
      if (!box.hidden) draw(box);
    });
  }

  boxes.forEach(function (box) {
    box.hidden = false;
    table(box).hidden = true;
    draw(box);
  });

  document.addEventListener("m:theme", redraw);
  var waiting;
  addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(redraw, 150);
  });
  addEventListener("beforeprint", function () {
    drawn.forEach(function (chart) {
      chart.resize();
    });
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-toggle-table]");
    if (!button) return;
    var box = document.getElementById(button.dataset.toggleTable);
    var asTable = !box.hidden;
    box.hidden = asTable;
    table(box).hidden = !asTable;
    button.setAttribute("aria-pressed", String(asTable));
    if (!asTable) draw(box);
  });
})();
