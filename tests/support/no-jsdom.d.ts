// Vitest's types mention jsdom, which Jest brings along; its types would make the browser's globals
// known in code that runs in no browser.
export {};
