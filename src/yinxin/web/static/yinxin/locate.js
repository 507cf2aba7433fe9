/* Fills longitude, latitude and altitude of a form from the device that stands at the site.

   <p data-locate hidden><button type="button">…</button><span data-failed="…"></span></p>  shown where the device can tell */
(function () {
  var offer = document.querySelector("[data-locate]");
  if (!offer || !navigator.geolocation) return;
  var said = offer.querySelector("[data-failed]");

  function put(name, value) {
    var field = document.querySelector("[name=" + name + "]");
    if (!field || value === null || value === undefined) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", function () {
    said.textContent = "";
    navigator.geolocation.getCurrentPosition(
      function (place) {
        put("longitude", place.coords.longitude.toFixed(5));
        put("latitude", place.coords.latitude.toFixed(5));
        put("altitude_m", place.coords.altitude === null ? null : Math.round(place.coords.altitude));
      },
      function () {
        said.textContent = said.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 20000 }
    );
  });
})();
