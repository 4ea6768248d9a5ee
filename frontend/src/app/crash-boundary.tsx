/** Catches what a page throws while it is drawn; going to another address tries again. */
import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";

import { Crash } from "./fallback";

interface Props {
  place: string;
  children: ReactNode;
}

export function CrashBoundary({ children }: { children: ReactNode }) {
  return <Boundary place={useLocation().key}>{children}</Boundary>;
}

interface State {
  place: string;
  hasCrashed: boolean;
}

class Boundary extends Component<Props, State> {
  override state: State = { place: this.props.place, hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { place, hasCrashed: false };
  }

  override render() {
    return this.state.hasCrashed ? <Crash /> : this.props.children;
  }
}
