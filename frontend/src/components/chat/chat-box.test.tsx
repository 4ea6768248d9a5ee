/** The chat: one's own line stands there once, nothing unsent is lost, a tutor can do what students cannot. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import { ClassChat, type ChatLine } from "@/realtime/class-chat";
import { LiveRefusal, type LiveSocket } from "@/realtime/socket";

import { ChatBox } from "./chat-box";

const line = (change: Partial<ChatLine> = {}): ChatLine => ({
  id: 1,
  from_name: "Nia",
  by_tutor: false,
  mine: false,
  text: "What is a median?",
  at: "2026-01-01T10:00:00Z",
  ...change,
});

function makeChat(send: (event: string) => Promise<unknown> = () => Promise.resolve({ ok: true, line: line({ id: 2, mine: true, text: "The middle" }) })) {
  const heard = new Map<string, (message: unknown) => void>();
  const socket = {
    send: vi.fn(send),
    on: (event: string, listener: (message: unknown) => void) => {
      heard.set(event, listener);
      return () => undefined;
    },
    onConnection: () => () => undefined,
  };
  const chat = new ClassChat(socket as unknown as LiveSocket, () => 5);
  chat.listen();
  return { socket, chat, hear: (event: string, message: unknown) => act(() => heard.get(event)!(message)) };
}

const field = () => screen.getByRole("textbox", { name: "Write to the class" });

it("writes a line with Enter, and shows it once although it comes back with everybody's", async () => {
  const { socket, chat, hear } = makeChat();
  chat.catchUp({ open: true, lines: [line()] });
  renderPart(<ChatBox chat={chat} />);
  await userEvent.type(field(), "The middle{Enter}");
  expect(socket.send).toHaveBeenCalledWith("chat", { live_class_id: 5, text: "The middle" });
  hear("chat", line({ id: 2, mine: true, text: "The middle" }));
  expect(screen.getAllByRole("article").map((each) => each.querySelector("p")!.textContent)).toEqual(["What is a median?", "The middle"]);
  expect(field()).toHaveValue("");
});

it("keeps the words that the server refused", async () => {
  const { chat } = makeChat(() => Promise.reject(new LiveRefusal("chat_closed", null)));
  chat.catchUp({ open: true, lines: [] });
  renderPart(<ChatBox chat={chat} />);
  await userEvent.type(field(), "The middle{Enter}");
  expect(field()).toHaveValue("The middle");
});

it("says that the chat is closed, still shows what was written, and keeps what was begun", async () => {
  const { socket, chat, hear } = makeChat();
  chat.catchUp({ open: true, lines: [line()] });
  renderPart(<ChatBox chat={chat} />);
  await userEvent.type(field(), "The mid");
  hear("chat_opened", { on: false });
  await userEvent.type(field(), "dle{Enter}");
  expect(socket.send).not.toHaveBeenCalled();
  expect(screen.getByText(/closed the chat for now/)).toBeVisible();
  expect(screen.getByText("What is a median?")).toBeVisible();
  hear("chat_opened", { on: true });
  expect(field()).toHaveValue("The mid");
});

it("keeps what was typed on while a line was under way", async () => {
  let arrive: (answer: unknown) => void = () => undefined;
  const { chat } = makeChat(() => new Promise((resolve) => (arrive = resolve)));
  chat.catchUp({ open: true, lines: [] });
  renderPart(<ChatBox chat={chat} />);
  await userEvent.type(field(), "The middle{Enter}");
  await userEvent.type(field(), " of all");
  await act(() => Promise.resolve(arrive({ ok: true, line: line({ id: 2, mine: true, text: "The middle" }) })));
  expect(field()).toHaveValue(" of all");
});

it("lets students take down their own lines only, a tutor everybody's, also while it is closed", async () => {
  const { socket, chat } = makeChat(() => Promise.resolve({ ok: true }));
  chat.catchUp({ open: false, lines: [line(), line({ id: 2, mine: true, from_name: "Bo", text: "The middle" })] });
  const { unmount } = renderPart(<ChatBox chat={chat} />);
  expect(screen.getAllByRole("button", { name: /Take down/ })).toHaveLength(1);
  unmount();
  renderPart(<ChatBox chat={chat} teaches />);
  expect(field()).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: /Take down the line of Nia/ }));
  expect(socket.send).toHaveBeenCalledWith("take_down", { line_id: 1 });
  expect(screen.queryByText("What is a median?")).toBeNull();
  expect(screen.getByRole("log")).toHaveFocus();
});

it("drops a line that somebody else took down faster", async () => {
  const { chat } = makeChat(() => Promise.reject(new LiveRefusal("not_found", null)));
  chat.catchUp({ open: true, lines: [line()] });
  await chat.takeDown(1);
  expect(chat.store.get().lines).toEqual([]);
});

it("forgets a line that somebody took down", () => {
  const { chat, hear } = makeChat();
  chat.catchUp({ open: true, lines: [line()] });
  renderPart(<ChatBox chat={chat} />);
  hear("chat_taken_down", { line_id: 1 });
  expect(screen.getByText(/Nothing is written yet/)).toBeVisible();
});

it("keeps a line that came before the answer which tells what stood there, and none that was taken down meanwhile", () => {
  const { chat, hear } = makeChat();
  hear("chat", line({ id: 2, text: "Just now" }));
  hear("chat_taken_down", { line_id: 1 });
  chat.catchUp({ open: true, lines: [line()] });
  renderPart(<ChatBox chat={chat} />);
  expect(screen.getAllByRole("article").map((each) => each.querySelector("p")!.textContent)).toEqual(["Just now"]);
});
