/** A part that cannot be fetched is missed alone. */
import { render, screen } from "@testing-library/react";
import { MantineProvider } from "@mantine/core";
import { lazy, type ReactNode } from "react";
import { expect, it, vi } from "vitest";

import { Later } from "./later";
import { OnDemand } from "./on-demand";

const Gone = lazy(() => Promise.reject<{ default: () => ReactNode }>(new Error("no such file")));
const There = lazy(() => Promise.resolve({ default: ({ isOpen }: { isOpen: boolean }) => <p>{isOpen ? "open" : "closed"}</p> }));

it("leaves the page around it as it is", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const onMissing = vi.fn();
  render(
    <MantineProvider env="test">
      <p>A text that can be read.</p>
      <Later place={<p>on its way</p>} onMissing={onMissing}>
        <Gone />
      </Later>
    </MantineProvider>,
  );
  expect(screen.getByText("on its way")).toBeInTheDocument();
  expect(await screen.findByRole("alert")).toHaveTextContent("could not be loaded");
  expect(screen.getByText("A text that can be read.")).toBeInTheDocument();
  expect(onMissing).toHaveBeenCalledOnce();
});

it("opens a dialog after it has come, and keeps it when it closes", async () => {
  const part = (isAsked: boolean) => <OnDemand isAsked={isAsked}>{(isOpen) => <There isOpen={isOpen} />}</OnDemand>;
  const { rerender, container } = render(part(false));
  expect(container).toBeEmptyDOMElement();
  rerender(part(true));
  expect(await screen.findByText("open")).toBeInTheDocument();
  rerender(part(false));
  expect(screen.getByText("closed")).toBeInTheDocument();
});
