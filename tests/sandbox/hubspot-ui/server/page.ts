/** The one HTML document; the script draws every page into it. */
export const pageDocument = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>HubSpot stand-in</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23213343'/%3E%3Ccircle cx='16' cy='16' r='7' fill='none' stroke='%23ff7a59' stroke-width='4'/%3E%3C/svg%3E">
<style>
body{margin:0;background:#f5f8fa;font-family:Lexend,"Lexend Deca",system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;color:#33475b}
.boot-bar{height:56px;background:#1f2f3d}
.boot-note{padding:48px 24px;text-align:center}
</style>
<link rel="stylesheet" href="/assets/page.css">
</head>
<body>
<div id="root"><div class="boot-bar"></div><p class="boot-note" role="status">Loading the sandbox…</p></div>
<script src="/assets/page.js" defer></script>
</body>
</html>
`;
