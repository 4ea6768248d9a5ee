/** A small value that React can watch without re-rendering anything else. */
import { useSyncExternalStore } from "react";

export class Store<State> {
  private listeners = new Set<() => void>();

  constructor(private state: State) {}

  get = (): State => this.state;

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export function useStore<State>(store: Store<State>): State {
  return useSyncExternalStore(store.subscribe, store.get);
}
