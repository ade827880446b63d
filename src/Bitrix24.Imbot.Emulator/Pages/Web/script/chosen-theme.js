// Runs before the page is drawn, so that the page doesn't flash in the other theme.
{
    const chosen = localStorage.getItem('emulator.theme');
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.theme = chosen;
    }
}
