import type { JobBoard } from '../../world/types.ts';
import { escapeHtml } from '../html.ts';

const addresses = {
  greenhouse: 'https://boards.greenhouse.io/',
  lever: 'https://jobs.lever.co/',
  'lever-eu': 'https://jobs.eu.lever.co/',
  ashby: 'https://jobs.ashbyhq.com/',
  smartrecruiters: 'https://careers.smartrecruiters.com/',
  workable: 'https://apply.workable.com/',
} as const;

/** The public address of a company's job board. */
export function boardAddress({ system, token }: JobBoard): string {
  return addresses[system] + token;
}

export function boardLink(board: JobBoard, words: string): string {
  return `<a class="button" href="${boardAddress(board)}" rel="noopener">${escapeHtml(words)}</a>`;
}

/** Greenhouse draws the board into the company's own page. */
export function boardEmbed(board: JobBoard): string {
  return `<div id="grnhse_app"></div>
<script src="https://boards.greenhouse.io/embed/job_board/js?for=${board.token}"></script>`;
}
