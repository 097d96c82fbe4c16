// Find your area by postcode: one small file for each sector, read when somebody asks for it.
(function () {
  "use strict";

  var SHAPE = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])([A-Z]{2})$/;
  var KINDS = {
    lsoa: "Neighbourhood", ward: "Ward", parish: "Parish", neighbourhood: "Police neighbourhood"
  };

  function link(base, code, names) {
    var found = document.createElement("a");
    found.href = base + code + "/";
    found.textContent = names[code] || code;
    return found;
  }

  function item(label, codes, shard, base) {
    var found = document.createElement("li");
    if (label) found.append(label + ": ");
    codes.forEach(function (code, index) {
      if (index) found.append(", ");
      found.append(link(base, code, shard.names));
    });
    return found;
  }

  document.querySelectorAll("[data-without-script]").forEach(function (note) {
    note.hidden = true;
  });

  document.querySelectorAll("form[data-postcodes]").forEach(function (form) {
    var input = form.querySelector("input");
    var told = form.querySelector("[role=status]");
    var list = form.querySelector("ul");
    var base = form.getAttribute("data-places");
    var area = form.getAttribute("data-area");
    var asked = 0;

    function say(text) {
      told.textContent = text;
      list.replaceChildren();
    }

    function show(postcode, shard) {
      var position = shard.postcodes[postcode.slice(-2)];
      if (position === undefined) {
        say("There is no postcode " + postcode + " in " + area + ". Others begin with " +
          shard.sector + ": look at it again.");
        return;
      }
      var place = shard.places[position];
      if (!place.some(function (codes) { return codes.length; })) {
        say(postcode + " lies outside the places of this site.");
        return;
      }
      if (shard.exact) {
        say(postcode + " lies in:");
        shard.kinds.forEach(function (kind, index) {
          if (place[index].length) list.append(item(KINDS[kind], place[index], shard, base));
        });
        return;
      }
      say("The neighbourhoods nearest to " + postcode + ", the nearest first. It most likely lies " +
        "in one of them; without boundaries it cannot be told in which.");
      place[0].forEach(function (code) { list.append(item("", [code], shard, base)); });
    }

    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var found = SHAPE.exec(input.value.toUpperCase().replace(/\s/g, ""));
      var mine = asked += 1;
      input.setAttribute("aria-invalid", found ? "false" : "true");
      if (!found) {
        say("That is no whole postcode. One looks like SN10 1AA.");
        return;
      }
      var sector = found[1] + "-" + found[2];
      var postcode = found[1] + " " + found[2] + found[3];
      say("Looking for " + postcode + " …");
      fetch(form.getAttribute("data-postcodes") + sector + ".json").then(function (answer) {
        if (answer.status === 404) return null;
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then(function (shard) {
        if (mine !== asked) return;
        if (shard) show(postcode, shard);
        else say("No postcode in " + area + " begins with " + sector.replace("-", " ") +
          ": it lies elsewhere or does not exist.");
      }).catch(function () {
        if (mine === asked) say("The postcodes could not be read. Try again, or look for a name.");
      });
    });
  });
})();
