// The moving outline of a recording being made.
export class Trace {
  #canvas; #heights = [];
  constructor(canvas) { this.#canvas = canvas; }

  clear() { this.#heights = []; this.#draw(); }
  add(height) { this.#heights.push(height); this.#draw(); }

  #draw() {
    const canvas = this.#canvas, dots = devicePixelRatio || 1;
    const width = Math.round(canvas.clientWidth * dots), height = Math.round(canvas.clientHeight * dots);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const pen = canvas.getContext('2d'), step = 5 * dots;
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = getComputedStyle(canvas).color;
    const shown = this.#heights.slice(-Math.floor(width / step));
    shown.forEach((value, index) => {
      const tall = Math.max(2 * dots, value * height);
      pen.fillRect(index * step, (height - tall) / 2, 3 * dots, tall);
    });
  }
}
