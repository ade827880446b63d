// The actions of links and buttons inside messages. Other modules register them here, so that the text doesn't depend on the rest of the page.

import { toast } from './toast.js';

export const act = {
    openDialog: () => {},
    put: () => {},
    send: () => {},
    showMessage: () => {},
    call: (number) => toast(`The messenger would call ${number}.`),
    copy: async (text, done = 'Copied.') => {
        try {
            await navigator.clipboard.writeText(text);
            toast(done);
        } catch {
            toast(`The browser blocked the clipboard. Copy this text manually: ${text}`, { kind: 'error' });
        }
    },
};
