// What a page owes to everyone who uses it, checked in the page itself. Each function lists what is amiss.

({
  // Elements one can act on that have no name, and fields that have no label.
  nameless: () =>
    [...document.querySelectorAll("button, a[href], input, textarea, [role=button], section, dialog")]
      .filter((element) => !element.closest("[hidden]"))
      .filter((element) => {
        const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
        const names = [
          element.getAttribute("aria-label"),
          ...by.map((id) => document.getElementById(id)?.textContent),
          ...[...(element.labels ?? [])].map((label) => label.textContent),
          element.matches("button, a") ? element.textContent : "",
        ];
        return !names.some((name) => name?.trim());
      })
      .map((element) => element.outerHTML.slice(0, 120)),

  // Buttons smaller than 44 by 44 pixels. Links and commands inside a text are excepted (WCAG 2.5.8, "inline");
  // a reaction's larger target lies around it and is measured through its pseudo-element.
  small: () =>
    [...document.querySelectorAll("button")]
      .filter((button) => button.offsetParent && !button.matches(".words *, .quoted"))
      .filter((button) => {
        const box = button.getBoundingClientRect();
        const around = getComputedStyle(button, "::after");
        const more = around.position === "absolute" ? -2 * parseFloat(around.top) || 0 : 0;
        return box.width < 43.5 || box.height + more < 43.5;
      })
      .map((button) => `${button.className} ${button.textContent.slice(0, 30)}`),

  // Texts whose contrast with what is behind them is under 4.5:1 (WCAG 2.2, 1.4.3); disabled ones are excepted.
  pale: () => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (color) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
    };
    const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
    const light = (color) => {
      const [r, g, b] = color.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      const layers = [];
      for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
      return layers.reverse().reduce((under, layer) => over(layer, under), [1, 1, 1, 1]);
    };
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode.data.trim();
      const element = walk.currentNode.parentElement;
      if (!text || !element.offsetParent || element.closest("[aria-disabled], .unseen, .spoiler")) continue;
      const ground = behind(element);
      const ink = over(rgba(getComputedStyle(element).color), ground);
      const [high, low] = [light(ink), light(ground)].sort((a, b) => b - a);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.className} ${text.slice(0, 30)}`);
    }
    return found;
  },
})
