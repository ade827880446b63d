// Icons as paths, so that the page needs no icon font.

const drawings = {
    clip: 'M15.5 7.5 9 14a2 2 0 0 0 2.8 2.8l7-7a4 4 0 0 0-5.6-5.6l-7.3 7.3a6 6 0 0 0 8.5 8.5l5.6-5.6',
    file: 'M6 3h8l5 5v13H6zM14 3v5h5',
    image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
    video: 'M4 6h11v12H4zM15 10l5-3v10l-5-3',
    audio: 'M9 18V5l10-2v13M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
    smile: 'M12 3a9 9 0 1 0 .01 0zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01',
    copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
    reply: 'M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7',
    forward: 'M14 6l6 6-6 6M20 12h-9a7 7 0 0 0-7 7',
    pen: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
    bin: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
    close: 'M6 6l12 12M18 6 6 18',
    back: 'M19 12H5M11 6l-6 6 6 6',
    plus: 'M12 5v14M5 12h14',
    send: 'M4 12 3 4l18 8-18 8 1-8zM4 12h8',
    sun: 'M12 8a4 4 0 1 0 .01 0zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
    moon: 'M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z',
    half: 'M12 3a9 9 0 1 0 .01 0zM12 3v18M12 7l6 0M12 12h9M12 17h6',
    down: 'M12 5v14M6 13l6 6 6-6',
};

export function icon(name) {
    const space = 'http://www.w3.org/2000/svg';
    const made = document.createElementNS(space, 'svg');
    const path = document.createElementNS(space, 'path');
    made.setAttribute('class', 'icon');
    made.setAttribute('viewBox', '0 0 24 24');
    made.setAttribute('aria-hidden', 'true');
    path.setAttribute('d', drawings[name]);
    made.append(path);
    return made;
}
