// Deletes messages of the person. The emulator and the bots are notified only when the person can't undo the deletion anymore.

import { control } from './control.js';
import { elementOf } from './message-list.js';
import { route } from './route.js';
import { onChange, setRemoving, store } from './store.js';
import { toast } from './toast.js';

/** The notes of the deletions that can still be undone, by message. */
const waiting = new Map();

/** The messages that the emulator has deleted, by ID, until the page receives the change. */
const deleted = new Map();

export function setUpRemoval() {
    addEventListener('pagehide', () => [...waiting.values()].forEach((note) => note.end()));
    onChange(['messages'], forgetDeleted);
}

export function remove(message) {
    const { userId } = route;
    const { id } = message;
    waiting.set(id, toast('Message deleted.', {
        action: {
            label: 'Undo (Ctrl+Z)',
            run: () => {
                waiting.delete(id);
                setRemoving(id, false);
                elementOf(id)?.focus();
            },
        },
        ended: async () => {
            waiting.delete(id);
            const removed = store.messages.get(id);
            if (await control.remove(userId, id)) {
                deleted.set(id, removed);
                forgetDeleted();
            } else {
                setRemoving(id, false);
            }
        },
    }));
    setRemoving(id, true);
}

/** Undoes the last deletion that can still be undone. */
export function undoRemoval() {
    [...waiting.values()].at(-1)?.act();
}

/** After a reset of the emulator, other messages have these IDs. The page may receive both changes at the same time. */
function forgetDeleted() {
    for (const [id, message] of deleted) {
        const known = store.messages.get(id);
        if (known !== message || known?.isDeleted !== false) {
            deleted.delete(id);
            setRemoving(id, false);
        }
    }
}
