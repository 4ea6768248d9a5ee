/** Where a message stands in the rail; empty and silent as long as there is none. */
import { useStore } from "@/realtime/store";
import type { LiveSession } from "@/realtime/live-session";

import type { MessageAction } from "./message-actions";
import { MessageCard } from "./message-card";

interface Props {
  session: LiveSession;
  inClass: boolean;
  onAction: (action: MessageAction) => void;
}

export function MessageSlot({ session, inClass, onAction }: Props) {
  const state = useStore(session.store);
  const { message } = useStore(session.talk.store);
  return (
    <div aria-live="polite">
      {message && <MessageCard key={message.id} message={message} session={session} state={state} inClass={inClass} onAction={onAction} />}
    </div>
  );
}
