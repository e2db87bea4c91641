interface Entry<T> {
  readonly at: number;
  readonly item: T;
}

/** Things that fall due, earliest first. A binary heap; who takes an entry checks that it still holds. */
export class DueQueue<T> {
  private readonly heap: Entry<T>[] = [];

  /** What is never due (infinity) is not kept. */
  push(at: number, item: T): void {
    if (at === Number.POSITIVE_INFINITY) return;
    const heap = this.heap;
    const entry = { at, item };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      const above = heap[parent];
      if (above === undefined || above.at <= at) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  peek(): Entry<T> | undefined {
    return this.heap[0];
  }

  pop(): Entry<T> | undefined {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.sink(last);
    return first;
  }

  private sink(entry: Entry<T>): void {
    const heap = this.heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      const least = right !== undefined && right.at < left.at ? right : left;
      if (least !== left) child++;
      if (least.at >= entry.at) break;
      heap[index] = least;
      index = child;
    }
    heap[index] = entry;
  }
}
