# cmake -D COMPILER=… -D SOURCE=… -D ROOT=… -P expect_refusal.cmake
# The SOURCE must compile with -DALLOWED, and without it the compiler must refuse it with a message that matches what its
# line "// refused: REGEX" says. The first shows that nothing but the way around is wrong with it.
set(ENV{LC_ALL} C)
set(command ${COMPILER} -std=c++20 -fsyntax-only -I${ROOT}/include -I${ROOT})

file(STRINGS ${SOURCE} expected REGEX "^// refused: ")
if(NOT expected)
  message(FATAL_ERROR "${SOURCE}: no line \"// refused: …\"")
endif()
string(REPLACE "// refused: " "" expected "${expected}")

execute_process(COMMAND ${command} -DALLOWED ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE messages)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${SOURCE}: the allowed way does not compile:\n${messages}")
endif()

execute_process(COMMAND ${command} ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE messages)
if(status EQUAL 0)
  message(FATAL_ERROR "${SOURCE}: this compiles, and must not")
endif()
string(REGEX MATCH "error: [^\n]*(${expected})" found "${messages}")
if(NOT found)
  message(FATAL_ERROR "${SOURCE}: refused, but not for \"${expected}\":\n${messages}")
endif()
