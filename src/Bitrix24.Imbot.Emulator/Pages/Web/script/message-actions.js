// What links and buttons inside messages do. They are told here by the modules that do it, so that text knows nothing of the page around it.

import { toast } from './toast.js';

export const act = {
    openDialog: () => {},
    put: () => {},
    send: () => {},
    showMessage: () => {},
    call: (number) => toast(`The messenger would call ${number}.`),
    copy: async (text) => {
        try {
            await navigator.clipboard.writeText(text);
            toast('Copied.');
        } catch {
            toast(`This browser does not let the page copy: ${text}`, 'error');
        }
    },
};
