/** The page's skeleton (eta): `it` is a `PageView`. `<%=` escapes; `<%~` takes what was made safe before. */
export const TEMPLATE = `<!doctype html>
<html lang="<%= it.document.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="<%= it.contentSecurityPolicy %>">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Plateau">
<link rel="icon" href="data:,">
<title><%= it.document.title %> · <%= it.document.subtitle %></title>
<style><%~ it.style %></style>
</head>
<body>
<header>
<h1><%= it.document.title %></h1>
<p class="subtitle"><%= it.document.subtitle %></p>
<nav aria-label="<%= it.text.contents %>"><ul>
<% for (const section of it.document.sections) { %><li><a href="#<%= section.id %>"><%= section.title %></a></li><% } %>
</ul></nav>
</header>
<main>
<% for (const section of it.document.sections) { %>
<section id="<%= section.id %>" aria-labelledby="<%= section.id %>-title">
<h2 id="<%= section.id %>-title"><%= section.title %></h2>
<% for (const block of section.blocks) { %>
<% if (block.kind === 'paragraph') { %><p><%= block.text %></p><% } %>
<% if (block.kind === 'list') { %><% if (block.title !== null) { %><h3><%= block.title %></h3><% } %>
<ul><% for (const item of block.items) { %><li><%= item %></li><% } %></ul><% } %>
<% if (block.kind === 'warnings') { %><aside class="warnings" aria-label="<%= block.title %>"><strong><%= block.title %></strong>
<ul><% for (const item of block.items) { %><li><%= item %></li><% } %></ul></aside><% } %>
<% if (block.kind === 'claims') { %><ul class="claims"><% for (const claim of block.items) { %>
<li><%= claim.text %> <span class="grade grade-<%= claim.grade %>"><%= claim.gradeLabel %></span><% if (it.figure(claim.chartId) !== null) { %> <a href="#<%= claim.chartId %>"><%= it.text.seeFigure(it.figure(claim.chartId)) %></a><% } %><% if (claim.link !== undefined) { %> <a href="#table-<%= claim.link.tableId %>"><%= claim.link.text %></a><% } %></li>
<% } %></ul><% } %>
<% if (block.kind === 'chart') { %><figure id="<%= block.chart.id %>" class="chart" data-chart="<%= block.chart.id %>">
<h3><%= block.chart.title %></h3>
<div class="controls"></div>
<div class="canvas"><canvas role="img" tabindex="0" aria-label="<%= block.chart.description %>"><%= it.text.controls.chartFallback %></canvas></div>
<p class="spoken" aria-live="polite"></p>
<figcaption><%= it.text.figure(it.figure(block.chart.id)) %>. <%= block.chart.description %></figcaption>
</figure><% } %>
<% if (block.kind === 'flame') { %><figure id="<%= block.flame.id %>">
<h3 id="<%= block.flame.id %>-title"><%= block.flame.title %></h3>
<div class="scroll flame" tabindex="0" role="region" aria-labelledby="<%= block.flame.id %>-title"><%~ it.flame(block.flame) %></div>
<figcaption><%= block.flame.description %></figcaption>
</figure><% } %>
<% if (block.kind === 'table') { const notes = it.notes(block.table); %>
<h3 id="table-<%= block.table.id %>"><%= block.table.title %></h3>
<% if (block.table.explanation !== null) { %><p class="explanation"><%= block.table.explanation %></p><% } %>
<div class="scroll" tabindex="0" role="region" aria-labelledby="table-<%= block.table.id %>">
<table class="sortable" aria-labelledby="table-<%= block.table.id %>">
<thead><tr><% for (const column of block.table.columns) { %><th scope="col" class="<%= column.align %>"><%= column.title %></th><% } %></tr></thead>
<tbody><% for (const row of block.table.rows) { %><tr><% row.forEach((cell, index) => { %><td class="<%= block.table.columns[index].align %>"<% if (cell.sortBy !== undefined) { %> data-sort="<%= cell.sortBy %>"<% } %>><%= cell.text %><% if (cell.note !== undefined) { %><sup><%= notes.indexOf(cell.note) + 1 %></sup><% } %><% if (cell.detail !== undefined) { %><small><%= cell.detail %></small><% } %><% if (cell.link !== undefined) { %> <a href="#table-<%= cell.link.tableId %>"><%= cell.link.text %></a><% } %></td><% }) %></tr>
<% } %></tbody>
</table>
</div>
<% if (notes.length > 0) { %><ol class="notes"><% for (const note of notes) { %><li><%= note %></li><% } %></ol><% } %>
<% } %>
<% } %>
</section>
<% } %>
</main>
<footer><button type="button" id="download"><%= it.text.controls.download %></button></footer>
<script type="application/json" id="report-data"><%~ it.data %></script>
<script><%~ it.chartLibrary %></script>
<script><%~ it.pageScript %></script>
</body>
</html>
`;
