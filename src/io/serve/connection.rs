//! Connections: taken in one by one, each with its limits of time and size.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use super::Shared;
use super::answer::{Answer, protect};
use super::door::{Asked, Door};
use crate::files::FilePath;

/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 16 << 10;

/// How long a head may take, and how long a connection may wait for its next request.
const HEAD: Duration = Duration::from_secs(5);

/// How long a connection may last that waits for no news.
const LONGEST: Duration = Duration::from_mins(1);

/// How long one may wait for news; browsers ask again by themselves.
const LONGEST_NEWS: Duration = Duration::from_mins(20);

/// How often a reader who waits for news is told that we are still there.
const STILL_HERE: Duration = Duration::from_secs(15);

/// Takes connections in, for ever.
pub(super) async fn accept(listener: TcpListener, door: Arc<Door>, shared: Arc<Shared>) {
    loop {
        let Ok(permit) = shared.connections.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let (door, shared) = (door.clone(), shared.clone());
                tokio::spawn(async move {
                    converse(stream, door, shared).await;
                    drop(permit);
                });
            }
            // No socket is free, or the other side is gone: the next one is a moment away.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Answers on one connection until it ends or takes too long.
async fn converse(stream: TcpStream, door: Arc<Door>, shared: Arc<Shared>) {
    let waits = Arc::new(AtomicBool::new(false));
    let service = service_fn(|request: Request<Incoming>| {
        let (door, shared, waits) = (door.clone(), shared.clone(), waits.clone());
        async move { Ok::<_, Infallible>(answer(request, &door, &shared, &waits).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    if timeout(LONGEST, connection.as_mut()).await.is_err() && waits.load(Ordering::Relaxed) {
        let _ = timeout(LONGEST_NEWS, connection).await;
    }
}

/// Answers one request.
async fn answer(
    request: Request<Incoming>,
    door: &Door,
    shared: &Arc<Shared>,
    waits: &AtomicBool,
) -> Response<Content> {
    // The body, if there is one, is dropped unread, and the connection with it.
    let (parts, _) = request.into_parts();
    let asked = match door.ask(&parts, &shared.token) {
        Ok(asked) => asked,
        Err(refused) => {
            let mut response = refused.respond(Content::whole);
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            return response;
        }
    };
    if let Asked::News(page) = asked {
        waits.store(true, Ordering::Relaxed);
        return news(page, shared);
    }
    let source = shared.source.clone();
    let made = tokio::task::spawn_blocking(move || match asked {
        Asked::File(path) => source.file(&path),
        Asked::Tool(name, query) => source.tool(&name, &query),
        Asked::Nothing | Asked::News(_) => source.nothing(),
    });
    let made = made.await.unwrap_or_else(|_| Answer::plain(500, "fault"));
    made.respond(Content::whole)
}

/// Begins to tell news of a page: what it is now, and again whenever that changes (Server-sent events,
/// HTML §9.2).
fn news(page: FilePath, shared: &Arc<Shared>) -> Response<Content> {
    let Ok(permit) = shared.streams.clone().try_acquire_owned() else {
        return Answer::plain(503, "too many pages are open").respond(Content::whole);
    };
    let (tell, told) = mpsc::channel(2);
    let shared = shared.clone();
    tokio::spawn(async move {
        let _permit = permit;
        let mut changes = shared.changes.subscribe();
        let mut known = String::new();
        loop {
            changes.mark_unchanged();
            let (source, page) = (shared.source.clone(), page.clone());
            let now = tokio::task::spawn_blocking(move || source.news(&page)).await;
            let Ok(now) = now else { return };
            if now != known && tell.send(format!("data: {now}\n\n").into()).await.is_err() {
                return;
            }
            known = now;
            loop {
                match timeout(STILL_HERE, changes.changed()).await {
                    Ok(Ok(())) => break,
                    Ok(Err(_)) => return,
                    Err(_) if tell.send(Bytes::from_static(b":\n\n")).await.is_err() => return,
                    Err(_) => {}
                }
            }
        }
    });
    let mut response = Response::new(Content::News(told));
    protect(response.headers_mut());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response
}

/// The body of an answer.
pub(super) enum Content {
    /// All of it; nothing once it was handed on.
    Whole(Option<Bytes>),
    /// News as they come.
    News(mpsc::Receiver<Bytes>),
}

impl Content {
    fn whole(bytes: Bytes) -> Self {
        Self::Whole(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::News(told) => {
                told.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            Self::News(_) => SizeHint::default(),
        }
    }
}
