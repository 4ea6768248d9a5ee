/**
 * A part that is fetched after the page it stands on. Its place is kept meanwhile; one that cannot be fetched is
 * missed alone, and the page around it stays as it is.
 */
import { Button } from "@mantine/core";
import { Component, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** What stands there until it comes. */
  place?: ReactNode;
  /** What stands there when it cannot come. */
  missing?: ReactNode;
  onMissing?: () => void;
  children: ReactNode;
}

export class Later extends Component<Props> {
  override state = { isMissing: false };

  static getDerivedStateFromError() {
    return { isMissing: true };
  }

  override componentDidCatch() {
    this.props.onMissing?.();
  }

  override render() {
    const { place = null, missing = <MissingPart />, children } = this.props;
    return this.state.isMissing ? missing : <Suspense fallback={place}>{children}</Suspense>;
  }
}

function MissingPart() {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <p>{t("shell.partMissing")}</p>
      <LoadAgain />
    </div>
  );
}

export function LoadAgain() {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={() => window.location.reload()}>
      {t("shell.reload")}
    </Button>
  );
}
