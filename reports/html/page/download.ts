/** The report's data as a file, made from the page itself. */
export function offerDownload(report: object): void {
  document.getElementById('download')?.addEventListener('click', () => {
    const blob = new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = 'report.json';
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
