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

class Boundary extends Component<Props> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.hasCrashed && before.place !== this.props.place) this.setState({ hasCrashed: false });
  }

  override render() {
    return this.state.hasCrashed ? <Crash /> : this.props.children;
  }
}
