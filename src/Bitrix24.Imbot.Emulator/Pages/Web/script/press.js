// Delays changes of the page while a button is pressed. An element that is drawn again in between would lose its click.

const mainButton = 0;
let isDown = false;
let waiting = [];

addEventListener('pointerdown', (event) => { isDown ||= event.button === mainButton; }, true);
for (const end of ['pointerup', 'pointercancel', 'dragend', 'contextmenu', 'blur']) {
    addEventListener(end, release, true);
}

// Open lists, scroll bars, and menus receive the release instead of the page.
addEventListener('pointermove', (event) => {
    if (isDown && event.buttons === 0) {
        release(event);
    }
}, true);

/** Runs an action now, or after the release. Actions run in their order. */
export function whenReleased(action) {
    if (isDown || waiting.length > 0) {
        waiting.push(action);
    } else {
        action();
    }
}

function release(event) {
    // Ignore elements of the page that lose the focus.
    if (event.type === 'blur' && event.target !== window) {
        return;
    }

    isDown = false;

    // The click event follows the release.
    setTimeout(() => {
        const actions = waiting;
        waiting = [];
        actions.forEach(whenReleased);
    });
}
