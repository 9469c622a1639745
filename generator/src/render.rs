//! Templates: the only text of the outputs, and the engine that fills them.

use std::sync::OnceLock;

use handlebars::Handlebars;
use serde_json::Value;

macro_rules! templates {
    ($($name:literal)*) => {
        /// Every template: its name, and its text as compiled in.
        pub const TEMPLATES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../templates/", $name, ".hbs"))),)*];
    };
}

templates! {
    "bpf/kfuncs.bpf.h"
    "bpf/new_op.bpf.c"
    "bpf/op.bpf.c"
    "bpf/program.bpf.c"
    "bpf/structops.bpf.h"
    "bpf/type.bpf.h"
    "bpf/types.bpf.h"
    "import/ops.rs"
    "kmod/Kbuild"
    "kmod/Makefile"
    "kmod/bodies.c"
    "kmod/dkms-check.sh"
    "kmod/dkms.conf"
    "kmod/gitignore"
    "kmod/kfuncs.c"
    "kmod/kfuncs.h"
    "kmod/main.c"
    "kmod/many.c"
    "kmod/many_api.c"
    "kmod/module.c"
    "kmod/module.h"
    "kmod/new_bodies.c"
    "kmod/one.c"
    "kmod/one_api.c"
    "kmod/type.c"
    "kmod/type.h"
    "kmod/types.h"
    "kmod/writable.c"
    "loader/build.rs"
    "loader/main.rs"
    "new/Cargo.toml"
    "new/README.md"
    "new/gitignore"
    "new/main.c"
    "new/ops.rs"
    "new/program.bpf.c"
    "new/vendor.md"
}

/// A template does not compile, or does not fit its view.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The template's own text is wrong.
    #[error("template `{0}` does not compile: {1}")]
    Template(String, Box<handlebars::TemplateError>),
    /// The view lacks what the template names.
    #[error("template `{0}` does not fit its view: {1}")]
    View(String, Box<handlebars::RenderError>),
}

/// All templates, compiled; strict, and without escaping: the outputs are no HTML.
#[derive(Debug)]
pub struct Templates {
    engine: Handlebars<'static>,
}

impl Templates {
    /// Compiles every template.
    ///
    /// # Errors
    ///
    /// A template that does not compile.
    pub fn new() -> Result<Self, RenderError> {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        engine.register_escape_fn(handlebars::no_escape);
        for (name, text) in TEMPLATES {
            engine
                .register_template_string(name, text)
                .map_err(|error| RenderError::Template((*name).to_owned(), Box::new(error)))?;
        }
        Ok(Self { engine })
    }

    /// All templates, compiled once for the whole process.
    ///
    /// # Errors
    ///
    /// A template that does not compile.
    pub fn shared() -> Result<&'static Self, RenderError> {
        static SHARED: OnceLock<Templates> = OnceLock::new();
        if let Some(shared) = SHARED.get() {
            return Ok(shared);
        }
        let templates = Self::new()?;
        Ok(SHARED.get_or_init(|| templates))
    }

    /// Fills a template.
    ///
    /// # Errors
    ///
    /// A path that the view does not have.
    pub fn render(&self, name: &str, view: &Value) -> Result<String, RenderError> {
        self.engine
            .render(name, view)
            .map_err(|error| RenderError::View(name.to_owned(), Box::new(error)))
    }
}
