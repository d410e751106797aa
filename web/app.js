// The components of the app, by the names under which ui/session/components.py mounts them.

import { BoardPictures } from "./components/board_pictures.js";
import { answerTaps, ChartMarks, reachWideCharts } from "./components/chart_marks.js";
import { keepDeskFocus } from "./reading/desk_focus.js";
import { Jump } from "./components/jump.js";
import { keep } from "./components/keeper.js";
import { appMap } from "./start/early_map.js";
import { Nav } from "./components/nav.js";
import { Presenter } from "./stage/presenter.js";
import { Profile } from "./components/profile.js";
import { Reader } from "./reading/reader.js";
import { checkReadiness } from "./start/readiness.js";
import { share } from "./components/share.js";
import { StageFiles } from "./stage/stage_files.js";
import { orderSteps } from "./components/step_order.js";
import { mount } from "./lib/mount.js";
import { unfoldForPrint } from "./lib/printing.js";
import { citeCopies } from "./lib/quotation.js";

export const components = {
  mapview: mount(appMap),
  reader: mount((parent) => {
    keepDeskFocus();
    return new Reader(parent);
  }),
  strip: mount((parent) => new Profile(parent)),
  marks: mount((parent) => new ChartMarks(parent)),
  jump: mount((parent) => new Jump(parent)),
  nav: mount((parent) => {
    citeCopies();
    unfoldForPrint();
    answerTaps();
    reachWideCharts();
    return new Nav(parent);
  }),
  deck: mount((parent) => new Presenter(parent, new StageFiles())),
  boardpictures: mount((parent) => new BoardPictures(parent)),
  readiness: checkReadiness,
  keeper: keep,
  share,
  steporder: orderSteps,
};
