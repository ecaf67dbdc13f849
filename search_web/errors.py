"""Errors as readers meet them: what happened, to which thing, what to do now."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from indexer import errors as known
from indexer import json_types as j
from search_web.api.parameters import BadParameter
from search_web.asked import read_line
from search_web.library import library
from search_web.speech import gettext as _
from search_web.speech import later

_FAILURE = 500
_KEPT = ("Allow", "Retry-After")  # headers of an error that say what to do


@dataclass(frozen=True, slots=True)
class Told:
    """An error as it is told. %(names)s in the sentences are the error's own attributes."""

    status: int
    sentence: str
    what_to_do: str


_TRY_LATER = later("Hãy thử lại sau ít phút.")
_CHECK = later("Hãy báo người quản trị chạy `tracuu check`.")
_OTHER_FILE = later("Hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại, rồi thêm lần nữa.")

TOLD: dict[type[known.IndexerError], Told] = {
    known.IndexerError: Told(
        500,
        later("Thư viện gặp lỗi."),
        later("Hãy thử lại sau ít phút. Nếu vẫn lỗi, hãy báo người quản trị."),
    ),
    known.WrongUse: Told(
        400,
        later("Yêu cầu này không dùng được."),
        later("Hãy kiểm tra lại địa chỉ, hoặc tìm lại từ ô tìm."),
    ),
    known.BadTable: Told(
        400,
        later("Bảng siêu dữ liệu có chỗ không dùng được."),
        later("Hãy sửa ô được nêu rồi gửi lại bảng."),
    ),
    known.QuerySyntaxError: Told(
        400, later("Không đọc được cú pháp của dòng tìm."), later("Hãy gõ lại như từ thường.")
    ),
    known.DocumentNotFound: Told(
        404,
        later("Thư viện không có tài liệu mang mã %(document_id)s."),
        later("Địa chỉ có thể bị chép thiếu, hoặc tài liệu đã vào thùng rác. Hãy tìm theo tên hay theo số, ký hiệu."),
    ),
    known.PageNotFound: Told(
        404,
        later("Tài liệu không có trang thứ %(page)s."),
        later("Tệp có %(pages)s trang. Hãy mở từ trang đầu, hoặc tìm lại từ ô tìm."),
    ),
    known.AccountNotFound: Told(
        404, later("Không có tài khoản %(name)s."), later("Hãy xem lại tên trong danh sách tài khoản.")
    ),
    known.PasswordRefused: Told(
        422, later("Mật khẩu quá ngắn hoặc dễ đoán."), later("Hãy chọn mật khẩu khác có ít nhất %(least)s ký tự.")
    ),
    known.ManuscriptNotFound: Told(
        404,
        later("Không có bản thảo nào ở địa chỉ này."),
        later("Kết quả chỉ được giữ một giờ. Hãy gửi bản thảo để kiểm tra lại."),
    ),
    known.TooManyManuscripts: Told(503, later("Nhiều bản thảo khác đang chờ được kiểm tra."), _TRY_LATER),
    known.ExtractionError: Told(422, later("Không đọc được tệp."), _OTHER_FILE),
    known.EmptyFile: Told(422, later("Tệp trống."), later("Hãy kiểm tra rồi thêm lại tệp đầy đủ.")),
    known.UnknownFormat: Told(
        422, later("Tệp thuộc dạng chưa đọc được."), later("Hãy lưu thành PDF hoặc DOCX rồi thêm lại.")
    ),
    known.EncryptedFile: Told(422, later("Tệp có mật khẩu."), later("Hãy bỏ mật khẩu của tệp rồi thêm lại.")),
    known.DamagedFile: Told(422, later("Tệp bị hỏng."), _OTHER_FILE),
    known.NoText: Told(
        422,
        later("Tệp không có chữ nào đọc được."),
        later("Nếu là bản quét, hãy quét lại rõ hơn rồi thêm lần nữa."),
    ),
    known.RecognitionUnavailable: Told(
        503,
        later("Máy chưa có chương trình nhận dạng chữ."),
        later("Hãy báo người quản trị cài tesseract-ocr và tesseract-ocr-vie."),
    ),
    known.LimitExceeded: Told(
        422,
        later("Tệp quá lớn hoặc đọc quá lâu."),
        later("Hãy chia tệp thành nhiều phần, hoặc nhờ người quản trị nới giới hạn."),
    ),
    known.NoPicture: Told(422, later("Không vẽ được ảnh của trang này."), later("Hãy đọc phần chữ, hoặc tải bản gốc.")),
    known.IndexUnusable: Told(503, later("Không mở được chỉ mục của thư viện."), _CHECK),
    known.IndexOutdated: Told(
        503,
        later("Chỉ mục được lập bằng phiên bản khác của chương trình."),
        later("Hãy báo người quản trị chạy `tracuu reindex`."),
    ),
    known.IndexLocked: Told(503, later("Chỉ mục đang được ghi."), _TRY_LATER),
    known.CatalogueUnusable: Told(503, later("Không mở được danh mục của thư viện."), _CHECK),
    known.StorageFull: Told(
        507,
        later("Ổ đĩa của thư viện đầy hoặc không ghi được."),
        later("Hãy báo người quản trị dọn thêm chỗ."),
    ),
    known.BackupUnusable: Told(
        503, later("Bản sao lưu không dùng được."), later("Hãy báo người quản trị chọn một bản sao lưu khác.")
    ),
    known.LibraryBusy: Told(503, later("Thư viện đang nhận thêm tài liệu."), _TRY_LATER),
}

_BY_STATUS = {
    401: Told(401, later("Cần đăng nhập để đọc ở đây."), later("Hãy đăng nhập rồi mở lại địa chỉ này.")),
    403: Told(
        403,
        later("Tài khoản của bạn không được làm việc này."),
        later("Hãy đăng nhập bằng tài khoản khác, hoặc hỏi người quản trị."),
    ),
    413: Told(413, later("Nội dung gửi lên quá lớn."), later("Hãy chia thành nhiều phần rồi gửi từng phần.")),
    429: Told(
        429,
        later("Đã thử quá nhiều lần."),
        later("Hãy đợi một lúc rồi thử lại. Nếu đã quên mật khẩu, hãy hỏi người quản trị."),
    ),
    400: Told(
        400,
        later("Yêu cầu này không đọc được."),
        later("Hãy kiểm tra lại địa chỉ, hoặc tìm lại từ ô tìm."),
    ),
    404: Told(404, later("Không có trang nào ở địa chỉ này."), later("Hãy kiểm tra lại địa chỉ, hoặc tìm từ ô tìm.")),
    405: Told(405, later("Địa chỉ này không nhận yêu cầu kiểu ấy."), later("Hãy trở về trang đầu và tìm lại.")),
}
_FORM_TOO_OLD = Told(
    400,
    later("Trang này đã mở quá lâu nên biểu mẫu không còn dùng được."),
    later("Hãy quay lại, tải lại trang rồi gửi lần nữa."),
)
_UNEXPECTED = Told(
    500,
    later("Chương trình gặp lỗi ngoài dự kiến."),
    later("Lỗi đã được ghi lại. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị."),
)


def told(error: Exception) -> Told:
    """The error in the language spoken, with its own facts filled in."""
    if isinstance(error, known.IndexerError):
        row = next(TOLD[each] for each in type(error).__mro__ if each in TOLD)
        return _said(row, row.status, **vars(error))
    if isinstance(error, CSRFError):
        return _said(_FORM_TOO_OLD, _FORM_TOO_OLD.status)
    if isinstance(error, HTTPException) and error.code is not None and error.code < _FAILURE:
        return _said(_BY_STATUS.get(error.code) or _BY_STATUS[400], error.code)
    return _said(_UNEXPECTED, _UNEXPECTED.status)


def _said(row: Told, status: int, **facts: object) -> Told:
    return Told(status, _(row.sentence, **facts), _(row.what_to_do, **facts))


def add_errors(app: Flask) -> None:
    """Answer every error of this application in its reader's language."""
    app.register_error_handler(Exception, _answer)


def _answer(error: Exception) -> AnyResponse:
    if isinstance(error, HTTPException) and (error.code is None or error.code < min(_BY_STATUS)):
        return error.get_response()
    if isinstance(error, known.DocumentNotFound) and (address := _of_merged(error)):
        return redirect(address, 301)
    words = told(error)
    if words.status >= _FAILURE:
        current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    return _problem(words, error) if request.path.startswith("/api/v1/") else _page(words, error)


def _of_merged(error: known.DocumentNotFound) -> str | None:
    """The same address of the document that one in the trash was merged into."""
    asked = request.view_args or {}
    if request.method != "GET" or asked.get("document_id") != error.document_id:
        return None
    into = library().desk.stands_for(error.document_id)
    if into is None or not library().holds(into):  # not for whoever asks
        return None
    query = request.query_string.decode("ascii", "replace")
    return url_for(str(request.endpoint), **{**asked, "document_id": into}) + (f"?{query}" if query else "")


def _problem(words: Told, error: Exception) -> Response:
    """The error for programs: a code that stays, English for them and Vietnamese for their readers."""
    wrong: j.Wrong = {
        "code": _code(error),
        "status": words.status,
        "message": _message(error, words.status),
        "message_vi": f"{words.sentence} {words.what_to_do}",
    }
    if isinstance(error, BadParameter):
        wrong["parameter"] = error.parameter
        if error.allowed:
            wrong["allowed"] = list(error.allowed)
    body: j.Problem = {"error": wrong}
    response = Response(json.dumps(body, ensure_ascii=False), words.status, mimetype="application/json")
    _keep_headers(response, error)
    return response


def _keep_headers(response: Response, error: Exception) -> None:
    if isinstance(error, HTTPException):
        response.headers.extend(each for each in error.get_headers() if each[0] in _KEPT)
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Session realm="tracuu"'


def _code(error: Exception) -> str:
    name = type(error).__name__ if isinstance(error, known.IndexerError) else getattr(error, "name", "Unexpected")
    return re.sub(r"(?<=[a-z])(?=[A-Z])|\W+", "_", name).lower()


def _message(error: Exception, status: int) -> str:
    """What happened; of the machine itself, nothing that only its keeper should read."""
    if isinstance(error, HTTPException):
        return error.description or error.name
    if isinstance(error, known.IndexerError):
        return str(error) if status < _FAILURE else str(type(error).__doc__).partition("\n")[0]
    return "something unexpected happened: it was written to the log"


def _page(words: Told, error: Exception) -> Response:
    document_id = error.document_id if isinstance(error, known.PageNotFound) else None
    page = render_template("error.html", told=words, line=read_line(request.args), document_id=document_id)
    response = Response(page, words.status)
    _keep_headers(response, error)
    return response
