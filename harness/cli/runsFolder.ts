/** Where runs are kept, below the folder that Plateau is called in. */
export const RUNS_FOLDER = 'runs';
