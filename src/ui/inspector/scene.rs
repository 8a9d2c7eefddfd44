//! The scene as a whole: its words, and remarks.

use std::rc::Rc;

use yew::Html;

use crate::scene::{Diagnostic, Edit, Scene, Severity};
use crate::ui::markup::{Callback, El, Identical, Part, el, fragment};
use crate::ui::parts::{icon, long_text_field};
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, Select};

/// The sections of the scene.
#[derive(PartialEq)]
pub struct SceneSections {
    pub scene: Identical<Scene>,
    pub remarks: Rc<Vec<Diagnostic>>,
    pub dispatch: Dispatch,
}

impl Part for SceneSections {
    fn draw(&self) -> Html {
        fragment().child(self.about()).child(self.remarks()).into()
    }
}

impl SceneSections {
    fn about(&self) -> El {
        let dispatch = self.dispatch.clone();
        let change = Callback::from(move |about| dispatch.dispatch(Action::Edit(Edit::SetAbout { about })));
        let prompt = "What does it show? What would you predict?";
        el("section.section[aria-label=About the scene]")
            .child(el("h2.heading").child("About this scene"))
            .child(long_text_field(&self.dispatch, "About the scene", prompt, &self.scene.0.about, change))
    }

    fn remarks(&self) -> Option<El> {
        let remarks = &self.remarks;
        let list = || el("ul").each(remarks.iter().map(|remark| self.remark(remark)));
        (!remarks.is_empty()).then(|| {
            let heading = el("h2.heading").child("Remarks");
            el("section.section[aria-label=Remarks]").child(heading).child(list())
        })
    }

    fn remark(&self, remark: &Diagnostic) -> El {
        let show = |id| send::action(&self.dispatch, Action::Select(Select::Only(id)));
        let severity = match remark.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let button = el("button.problem[type=button]")
            .attr("data-severity", severity)
            .on_click(remark.spot.block().map(show))
            .child(icon("failed"))
            .child(el("span").child(remark.message.clone()));
        el("li").child(button)
    }
}
