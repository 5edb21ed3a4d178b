/** The one HTML document; scripts draw every page into it. */
export const pageDocument = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>Salesforce stand-in</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23066afe'/%3E%3Cpath d='M9 20a5 5 0 0 1 1-9 7 7 0 0 1 13 2 4 4 0 0 1 0 8H11z' fill='%23fff'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/slds/slds2.cosmos.css">
<link rel="stylesheet" href="/assets/page.css">
</head>
<body class="slds-scope">
<div id="root"><p class="boot-note" role="status">Loading the sandbox…</p></div>
<script src="/assets/page.js" defer></script>
</body>
</html>
`;
