// Runs before the page is drawn, so that the other theme is never visible for a moment.
{
    const chosen = localStorage.getItem('emulator.theme');
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.theme = chosen;
    }
}
