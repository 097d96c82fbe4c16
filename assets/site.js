// Two comforts; every page works without them.
(function () {
  "use strict";

  // Tables with data-sort: a button in each column heading sorts the rows.
  function key(row, column) {
    return row.cells[column].textContent.trim();
  }

  // "1,234", "−10.1%" and "£5" as numbers; NaN for words and for nothing.
  function number(text) {
    return text ? Number(text.replace(/\u2212/g, "-").replace(/[,%£+]/g, "")) : NaN;
  }

  // Among numbers, words such as "no data" come last, whichever way the numbers run.
  function compare(first, second, up) {
    var one = number(first);
    var other = number(second);
    if (isNaN(one) !== isNaN(other)) return isNaN(one) ? 1 : -1;
    var order = isNaN(one) ? first.localeCompare(second, "en-GB") : one - other;
    return up ? order : -order;
  }

  function sort(table, heading, column) {
    var up = heading.getAttribute("aria-sort") !== "ascending";
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (one, other) {
      return compare(key(one, column), key(other, column), up);
    });
    rows.forEach(function (row) { body.appendChild(row); });
    table.querySelectorAll("th[aria-sort]").forEach(function (other) {
      other.removeAttribute("aria-sort");
    });
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  }

  document.querySelectorAll("table[data-sort]").forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (heading, column) {
      if (!heading.textContent.trim() || heading.hasAttribute("data-unsorted")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent.trim();
      button.addEventListener("click", function () { sort(table, heading, column); });
      heading.textContent = "";
      heading.appendChild(button);
    });
  });

  // A field with data-filter="id": shows only the list items of that element that hold its words.
  document.querySelectorAll("input[data-filter]").forEach(function (input) {
    var region = document.getElementById(input.getAttribute("data-filter"));
    var status = document.getElementById(input.getAttribute("aria-describedby"));
    var items = Array.prototype.slice.call(region.querySelectorAll("li"));
    var what = input.getAttribute("data-what") || "place";
    input.closest("form").hidden = false;

    function show() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var found = 0;
      items.forEach(function (item) {
        var text = item.textContent.toLowerCase();
        item.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        found += item.hidden ? 0 : 1;
      });
      region.querySelectorAll("[data-group]").forEach(function (group) {
        var shown = group.querySelector("li:not([hidden])");
        group.hidden = !shown;
        if (group.tagName === "DETAILS") group.open = words.length > 0;
      });
      status.textContent = words.length
        ? found + (found === 1 ? " " + what + " found" : " " + what + "s found")
        : "";
    }

    input.addEventListener("input", show);
    input.closest("form").addEventListener("submit", function (event) { event.preventDefault(); });
  });
})();
